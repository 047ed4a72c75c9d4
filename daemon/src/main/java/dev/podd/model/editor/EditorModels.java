package dev.podd.model.editor;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The language models of an editor, asked through it. Safe on every thread. */
public interface EditorModels {
    /** No editor is there. */
    EditorModels NONE = new NoEditorModels();

    /** Whether they can be asked now. */
    boolean isOffered();

    /** When the person used the editor last, on the clock of {@link System#nanoTime}. */
    long usedAt();

    /** Those that there are, the one first that is taken where none is named; empty when the editor does not say in time. */
    List<Listed> list() throws InterruptedException;

    /**
     * Asks once, without retries, and hands what the model says to {@code listener}, on the calling thread, while it says it.
     * An interrupt of the calling thread ends the request at once.
     *
     * @throws dev.podd.model.ModelException no editor can be asked, it is gone before the end, or says no more
     */
    EditorAnswer ask(EditorRequest request, Consumer<EditorPiece> listener) throws InterruptedException;

    /**
     * One of them.
     *
     * @param contextWindow tokens that a request may have; null when unknown
     */
    record Listed(String id, @Nullable Long contextWindow) {}
}
