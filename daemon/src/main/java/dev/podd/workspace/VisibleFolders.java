package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which folders below one a walk would enter, and what git ignores in each. For one thread and one look. */
final class VisibleFolders {
    private final Scope scope;
    /** Empty for a folder that is not entered. */
    private final Map<Path, Optional<IgnoreRules>> rules = new HashMap<>();

    VisibleFolders(Path top, Scope scope) {
        this.scope = scope;
        rules.put(top, Optional.of(within(top, RulesAbove.of(top, scope))));
    }

    /** @param real a file below the first folder, there or not */
    boolean show(Path real) {
        Path parent = real.getParent();
        return parent != null && rules(parent).filter(held -> isShown(real, false, held)).isPresent();
    }

    private Optional<IgnoreRules> rules(Path folder) {
        Optional<IgnoreRules> known = rules.get(folder);
        if (known == null) {
            Path parent = folder.getParent();
            known = parent == null ? Optional.empty()
                    : rules(parent).filter(held -> isShown(folder, true, held)).map(held -> within(folder, held));
            rules.put(folder, known);
        }
        return known;
    }

    private boolean isShown(Path real, boolean isFolder, IgnoreRules held) {
        String name = String.valueOf(real.getFileName());
        return !name.equals(".git") && !held.ignores(real.toString(), name, isFolder)
                && scope.permissionOfReal(real).filter(granted -> granted.compareTo(Permission.READ) >= 0).isPresent();
    }

    private static IgnoreRules within(Path real, IgnoreRules above) {
        try (Folder folder = Folder.open(real)) {
            return Walk.rules(folder, real, above);
        } catch (IOException notThere) {
            return above;
        }
    }
}
