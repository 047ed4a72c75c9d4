package dev.podd.tool.builtin;

import dev.podd.workspace.Workspace;
import java.nio.file.Path;

/** Names of files met below a folder, as the model should write them. */
final class NamesBelow {
    private final String base;
    private final String prefix;

    NamesBelow(Workspace workspace, Path folder) {
        base = workspace.name(folder);
        prefix = base.equals(".") ? "" : base + "/";
    }

    /** @param path from the folder on; empty for the folder itself */
    String of(String path) {
        return path.isEmpty() ? base : prefix + path;
    }
}
