package dev.podd.manifest;

import dev.podd.manifest.Manifest.PermissionRule;
import dev.podd.permission.Permissions;
import dev.podd.scope.Scope;
import java.nio.file.Path;
import java.util.List;

/**
 * A manifest that holds, and what follows from it at once.
 *
 * @param name             effective {@code [pod] name}, else the selected manifest's own
 * @param workingDirectory a real folder that the scope lets be read
 * @param warnings         what the person should know
 * @param leftUnread       files of a workspace that is not trusted
 */
public record Loaded(Manifest manifest, String name, Path workingDirectory, Scope scope,
        List<ManifestProblem> warnings, List<Path> leftUnread) {
    public Loaded {
        warnings = List.copyOf(warnings);
        leftUnread = List.copyOf(leftUnread);
    }

    public Permissions permissions() {
        return new Permissions(manifest.permissions().stream().map(PermissionRule::toToolRule).toList(),
                workingDirectory);
    }
}
