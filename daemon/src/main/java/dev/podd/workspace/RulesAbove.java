package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What git would ignore below a folder by rules that lie above it: up to the root of the repository, if it is readable. */
final class RulesAbove {
    private RulesAbove() {}

    static IgnoreRules of(Path real, Scope scope) {
        List<Path> folders = new ArrayList<>();
        Path each = real;
        while (each != null && scope.allows(each, Permission.READ)) {
            folders.add(each);
            each = Files.exists(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS) ? null : each.getParent();
        }
        IgnoreRules rules = IgnoreRules.none();
        for (Path folder : folders.reversed()) {
            rules = with(rules, folder, ".git/info/exclude", scope);
            rules = folder.equals(real) ? rules : with(rules, folder, ".gitignore", scope);
        }
        return rules;
    }

    private static IgnoreRules with(IgnoreRules rules, Path folder, String file, Scope scope) {
        Path path = scope.realPath(folder.resolve(file)).orElse(folder);
        if (path.equals(folder) || !scope.allows(path, Permission.READ)) {
            return rules;
        }
        try (Folder in = Folder.open(Objects.requireNonNull(path.getParent()))) {
            return Walk.rules(in, Objects.requireNonNull(path.getFileName()), folder, rules);
        } catch (IOException e) {
            return rules;
        }
    }
}
