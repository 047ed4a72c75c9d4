package dev.podd.lsp;

import dev.podd.lsp.wire.Lsp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders that are open in an editor, by URI. Changed on the reader thread, read by everybody. */
final class Workspaces {
    private volatile List<String> folders = List.of();

    void set(List<String> uris) {
        folders = List.copyOf(uris);
    }

    void change(Lsp.WorkspaceFoldersChangeEvent event) {
        List<String> changed = new ArrayList<>(folders);
        event.removed().forEach(folder -> changed.remove(folder.uri()));
        event.added().forEach(folder -> changed.add(folder.uri()));
        folders = List.copyOf(changed);
    }

    List<String> all() {
        return folders;
    }

    Optional<String> first() {
        return folders.stream().findFirst();
    }
}
