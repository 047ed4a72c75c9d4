package dev.podd.pod;

import dev.podd.model.ModelException;
import dev.podd.model.editor.EditorAnswer;
import dev.podd.model.editor.EditorModels;
import dev.podd.model.editor.EditorPiece;
import dev.podd.model.editor.EditorRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The language models of the first of several editors that has any, of those that can be asked. */
final class LatestEditorModels implements EditorModels {
    /** An editor whose window is loaded anew is back by then, as a rule. */
    private static final Duration COMING_BACK = Duration.ofSeconds(5);

    private final Supplier<Stream<EditorModels>> editors;
    private volatile boolean hadOne;

    /** @param editors those that may be asked now, in order of preference */
    LatestEditorModels(Supplier<Stream<EditorModels>> editors) {
        this.editors = editors;
    }

    private Optional<EditorModels> first() {
        Optional<EditorModels> first = editors.get().filter(EditorModels::isOffered).findFirst();
        hadOne |= first.isPresent();
        return first;
    }

    @Override
    public boolean isOffered() {
        return first().isPresent();
    }

    @Override
    public long usedAt() {
        return first().orElse(NONE).usedAt();
    }

    @Override
    public List<Listed> list() throws InterruptedException {
        return first().orElse(NONE).list();
    }

    @Override
    public EditorAnswer ask(EditorRequest request, Consumer<EditorPiece> listener) throws InterruptedException {
        return first().orElseThrow(this::none).ask(request, listener);
    }

    private ModelException none() {
        return hadOne
                ? new ModelException(ModelException.Kind.UNREACHABLE, 0, COMING_BACK,
                        "the editor whose language model answers is gone; open the session in it again", null)
                : new ModelException(ModelException.Kind.REFUSED, 0, null, "provider.kind is editor, and no editor that"
                        + " has this Pod open offers a language model; VS Code with Podd's extension does, with GitHub"
                        + " Copilot or another provider of chat models. Elsewhere another provider is needed", null);
    }
}
