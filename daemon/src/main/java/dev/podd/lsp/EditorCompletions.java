package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.EditorTypes.CompletionPiece;
import dev.podd.lsp.wire.EditorTypes.CompletionStop;
import dev.podd.lsp.wire.EditorTypes.EditorCompleteParams;
import dev.podd.lsp.wire.EditorTypes.EditorCompleteResult;
import dev.podd.lsp.wire.EditorTypes.EditorCompletingParams;
import dev.podd.lsp.wire.EditorTypes.EditorModelsResult;
import dev.podd.lsp.wire.Lsp.NoParams;
import dev.podd.model.ModelException;
import dev.podd.model.StopReason;
import dev.podd.model.editor.EditorAnswer;
import dev.podd.model.editor.EditorModels;
import dev.podd.model.editor.EditorPiece;
import dev.podd.model.editor.EditorRequest;
import dev.podd.usage.TokenCounts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The language models of one editor, asked by {@code editor/complete}. */
final class EditorCompletions implements EditorModels {
    private static final System.Logger LOG = System.getLogger(EditorCompletions.class.getName());
    private static final Duration LIST = Duration.ofSeconds(5);

    private final Connection editor;
    private final BooleanSupplier completes;
    private final LongSupplier usedAt;
    private final AtomicLong asked = new AtomicLong();
    private final ConcurrentMap<String, RunningCompletion> open = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    /**
     * @param completes whether the editor has {@code client.completions}
     * @param usedAt    when the person used it last, on the clock of {@link System#nanoTime}
     */
    EditorCompletions(Connection editor, BooleanSupplier completes, LongSupplier usedAt) {
        this.editor = editor;
        this.completes = completes;
        this.usedAt = usedAt;
    }

    /** The editor is gone. */
    void close() {
        isOver = true;
    }

    @Override
    public boolean isOffered() {
        return completes.getAsBoolean() && !isOver;
    }

    @Override
    public long usedAt() {
        return usedAt.getAsLong();
    }

    @Override
    public List<Listed> list() throws InterruptedException {
        if (!isOffered()) {
            return List.of();
        }
        try {
            EditorModelsResult result = editor.ask("editor/models", new NoParams(), EditorModelsResult.class, LIST);
            return result == null ? List.of()
                    : result.models().stream().map(model -> new Listed(model.id(), positive(model.contextWindow())))
                            .toList();
        } catch (RpcException | ConnectionClosedException e) {
            LOG.log(Level.INFO, "the editor does not say which language models it has: " + e.getMessage());
            return List.of();
        }
    }

    @Override
    public EditorAnswer ask(EditorRequest request, Consumer<EditorPiece> listener) throws InterruptedException {
        String completion = "c" + asked.incrementAndGet();
        RunningCompletion running = new RunningCompletion();
        open.put(completion, running);
        EditorCompleteParams params = CompletionToWire.params(completion, request);
        Thread asking = Thread.ofVirtual().name("completion")
                .start(() -> running.endWith(() -> answer(params, running)));
        try {
            return running.await(request.silence(), listener);
        } finally {
            open.remove(completion);
            asking.interrupt(); // the editor is told that nobody waits, unless it has answered
        }
    }

    /** On the reader; returns at once. What nobody waits for is passed over. */
    void completing(EditorCompletingParams params) {
        RunningCompletion running = open.get(params.completion());
        if (running != null) {
            running.add(params.pieces().isEmpty() ? List.of(new EditorPiece.Heartbeat())
                    : params.pieces().stream().map(EditorCompletions::piece).toList());
        }
    }

    private EditorAnswer answer(EditorCompleteParams params, RunningCompletion running) {
        try {
            EditorCompleteResult result = editor.ask("editor/complete", params, EditorCompleteResult.class);
            return switch (result) {
                case null -> throw refused("gave no answer");
                case EditorCompleteResult.Completed completed -> new EditorAnswer.Completed(stop(completed.stop()),
                        new TokenCounts(completed.input(), null, null, completed.output()));
                case EditorCompleteResult.Failed failed -> new EditorAnswer.Failed(
                        EditorAnswer.Fault.valueOf(failed.fault().name()), FromWire.shown(failed.message()));
            };
        } catch (RpcException e) {
            if (e.code() == RpcException.REQUEST_CANCELLED) {
                throw gone(running, "gave the request up");
            }
            throw refused("did not ask its language model: " + FromWire.shown(String.valueOf(e.getMessage())));
        } catch (ConnectionClosedException e) {
            close(); // the next try must not ask it again
            throw gone(running, "is gone");
        } catch (InterruptedException e) {
            throw refused("is not waited for"); // nobody is there to see it
        }
    }

    private static ModelException gone(RunningCompletion running, String what) {
        return running.hasBegun()
                ? failure(ModelException.Kind.CUT, what + " in the middle of its language model's answer")
                : failure(ModelException.Kind.UNREACHABLE, what + " before its language model answered");
    }

    private static ModelException refused(String what) {
        return failure(ModelException.Kind.REFUSED, what);
    }

    private static ModelException failure(ModelException.Kind kind, String what) {
        return new ModelException(kind, 0, null, "the editor " + what, null);
    }

    private static EditorPiece piece(CompletionPiece piece) {
        return switch (piece) {
            case CompletionPiece.Text text -> new EditorPiece.Text(text.text());
            case CompletionPiece.ToolCall call -> new EditorPiece.Call(call.call(), call.name(),
                    call.arguments().text());
        };
    }

    private static StopReason stop(@Nullable CompletionStop stop) {
        return switch (stop) {
            case null -> StopReason.END_TURN;
            case DONE -> StopReason.END_TURN;
            case MAX_TOKENS -> StopReason.MAX_TOKENS;
            case REFUSED -> StopReason.REFUSAL;
        };
    }

    private static @Nullable Long positive(@Nullable Long tokens) {
        return tokens == null || tokens <= 0 ? null : tokens;
    }
}
