package dev.podd.pod;

import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The documents of all editors, whichever Pods they have open; those of the editor that was typed in last come first. */
final class Editors implements OpenDocuments {
    private final List<OpenDocuments> editors = new CopyOnWriteArrayList<>();

    /** An editor is there, or was typed in. */
    void first(OpenDocuments editor) {
        if (editors.isEmpty() || editors.getFirst() != editor) {
            synchronized (editors) {
                editors.remove(editor);
                editors.addFirst(editor);
            }
        }
    }

    void remove(OpenDocuments editor) {
        editors.remove(editor);
    }

    @Override
    public List<OpenDocument> all() {
        return editors.stream().flatMap(documents -> documents.all().stream()).toList();
    }

    @Override
    public List<Path> unknown() {
        return editors.stream().flatMap(documents -> documents.unknown().stream()).toList();
    }
}
