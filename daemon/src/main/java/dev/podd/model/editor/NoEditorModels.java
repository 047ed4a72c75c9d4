package dev.podd.model.editor;

import dev.podd.model.ModelException;
import java.util.List;
import java.util.function.Consumer;

/** Where no editor is, or none that has language models. */
final class NoEditorModels implements EditorModels {
    @Override
    public boolean isOffered() {
        return false;
    }

    @Override
    public long usedAt() {
        return Long.MIN_VALUE;
    }

    @Override
    public List<Listed> list() {
        return List.of();
    }

    @Override
    public EditorAnswer ask(EditorRequest request, Consumer<EditorPiece> listener) {
        throw new ModelException(ModelException.Kind.REFUSED, 0, null, "there is no editor", null);
    }
}
