package dev.podd.manifest;

import dev.podd.manifest.Manifest.PathRule;
import dev.podd.manifest.Manifest.ScopeSection;
import dev.podd.scope.DefaultDenies;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a Pod works: a real folder that its scope lets it read (semantics 2.4). */
final class WorkingDirectory {
    private WorkingDirectory() {}

    /** @throws InvalidPwd it is missing or no folder */
    static Path real(Path pwd) {
        if (!Files.exists(pwd)) {
            throw new InvalidPwd(pwd, "does not exist");
        }
        if (!Files.isDirectory(pwd)) {
            throw new InvalidPwd(pwd, "is not a folder");
        }
        try {
            return pwd.toRealPath();
        } catch (IOException e) {
            throw new InvalidPwd(pwd, "cannot be resolved: " + e.getMessage());
        }
    }

    /** @throws PwdOutsideScope it does not let the working directory be read */
    static Scope scope(ScopeSection section, Path workingDirectory) {
        List<ScopeRule> allow = section.allow().stream().map(PathRule::toScope).toList();
        List<ScopeRule> deny = Stream.concat(section.deny().stream().map(PathRule::toScope),
                section.defaultDenies() ? DefaultDenies.rules().stream() : Stream.empty()).toList();
        Scope scope = Scope.of(allow, deny, workingDirectory);
        if (!scope.allows(workingDirectory, Permission.READ)) {
            throw new PwdOutsideScope(workingDirectory, reason(allow, deny, workingDirectory));
        }
        return scope;
    }

    private static String reason(List<ScopeRule> allow, List<ScopeRule> deny, Path workingDirectory) {
        return deny.stream()
                .filter(rule -> Scope.of(allow, List.of(), workingDirectory).allows(workingDirectory, Permission.READ)
                        && !Scope.of(allow, List.of(rule), workingDirectory).allows(workingDirectory, Permission.READ))
                .map(rule -> "it is denied by " + words(rule)).findFirst()
                .orElseGet(() -> "no allow rule covers it, of " + String.join(", ",
                        allow.stream().map(WorkingDirectory::words).toList()));
    }

    private static String words(ScopeRule rule) {
        return rule.target() != null ? "target " + rule.target() : "name " + rule.name();
    }
}
