package dev.podd.provider.editor;

import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.editor.EditorAnswer;
import dev.podd.model.editor.EditorModels;
import dev.podd.provider.wire.AnswerBuilder;
import dev.podd.provider.wire.AnswerTooLong;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ToolNames;
import dev.podd.usage.TokenCounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A language model that the person has in their editor, such as that of a subscription, asked through whatever editor has
 * the Pod open. The editor is asked for its models when this is made, and again by each request until it has the one that is
 * meant: an editor may have its models later than its Pod.
 */
public final class EditorModel implements LanguageModel {
    private static final String KIND = "editor";
    /** Of a model that nobody names, while the editor has not said which it has. */
    private static final String UNNAMED = "default";

    private final EditorModels editors;
    private final EditorModelSettings settings;
    private final Supplier<String> callIds;
    private volatile ModelInfo info;
    /** Whether the editor has said what there is to know of the model. */
    private volatile boolean isKnown;

    /**
     * Waits for the editor's list of models.
     *
     * @param callIds ids for tool calls of a model that gives them none, or the same to several
     */
    public EditorModel(EditorModels editors, EditorModelSettings settings, Supplier<String> callIds) {
        this.editors = editors;
        this.settings = settings;
        this.callIds = callIds;
        info = info(Optional.empty());
        try {
            look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
        look();
        ToolNames names = new ToolNames(request.tools());
        AnswerBuilder builder = new AnswerBuilder(new CallIds(request.history(), callIds), listener);
        EditorPieces pieces = new EditorPieces(names, builder, () -> listener.accept(new ModelEvent.Started()));
        try {
            EditorAnswer answer = editors.ask(EditorMessages.request(model(), request, names, settings.silence()),
                    pieces);
            switch (answer) {
                case EditorAnswer.Completed completed -> {
                    pieces.end();
                    if (!completed.tokens().equals(TokenCounts.NONE)) {
                        builder.tokens(completed.tokens());
                    }
                    builder.finish(completed.stop());
                }
                case EditorAnswer.Failed failed -> throw fault(failed);
            }
        } catch (AnswerTooLong tooLong) {
            throw new ModelException(ModelException.Kind.REFUSED, 0, null,
                    "the editor's model was stopped: " + tooLong.getMessage(), tooLong);
        }
    }

    private void look() throws InterruptedException {
        if (isKnown || !editors.isOffered()) {
            return;
        }
        List<EditorModels.Listed> all = editors.list();
        String named = settings.model();
        Optional<EditorModels.Listed> found = named == null ? all.stream().findFirst()
                : all.stream().filter(each -> each.id().equals(named)).findFirst()
                        .or(() -> all.stream().filter(each -> each.id().endsWith("/" + named)).findFirst());
        info = info(found);
        isKnown = found.isPresent();
    }

    private ModelInfo info(Optional<EditorModels.Listed> found) {
        Long window = settings.contextWindow() != null ? settings.contextWindow()
                : found.map(EditorModels.Listed::contextWindow).orElse(null);
        String id = found.map(EditorModels.Listed::id)
                .orElse(Objects.requireNonNullElse(settings.model(), UNNAMED));
        return new ModelInfo(KIND, id, window, false, settings.price());
    }

    private @Nullable String model() {
        String id = info.id();
        return settings.model() == null && id.equals(UNNAMED) ? null : id;
    }

    private static ModelException fault(EditorAnswer.Failed failed) {
        return switch (failed.fault()) {
            case NO_MODEL -> refused("the editor does not have that language model", failed);
            case NO_CONSENT -> refused("you have not allowed Podd to use the editor's language model", failed);
            case QUOTA -> refused("the quota of the editor's language model is used up", failed);
            case BLOCKED -> refused("the editor's language model blocks Podd's requests", failed);
            case OFF_TOPIC -> refused("the editor's language model refuses the topic", failed);
            case OTHER -> refused("the editor's language model failed", failed);
            case TOO_LONG -> exception(ModelException.Kind.CONTEXT_OVERFLOW,
                    "the conversation is too long for the editor's language model", failed);
            case BUSY -> exception(ModelException.Kind.BUSY, "the editor's language model is busy", failed);
        };
    }

    private static ModelException refused(String what, EditorAnswer.Failed failed) {
        return exception(ModelException.Kind.REFUSED, what, failed);
    }

    private static ModelException exception(ModelException.Kind kind, String what, EditorAnswer.Failed failed) {
        String message = failed.message().strip();
        return new ModelException(kind, 0, null, message.isEmpty() ? what : what + ": " + message, null);
    }
}
