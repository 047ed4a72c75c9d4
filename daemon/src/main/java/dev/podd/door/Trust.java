package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.pod.Pods;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an editor's person trusts a folder: what they said by {@code pod/trust}, else what the editor said at its
 * start, else what was kept, else what they answer to a question, which is asked once. No answer is a no, and is not
 * kept.
 */
final class Trust {
    private static final int WARNING = 2;
    private static final String YES = "Trust";
    private static final String NO = "Don't trust";

    private final Supplier<Pods> pods;
    private final Connection editor;
    private final ConcurrentMap<Path, Boolean> answers = new ConcurrentHashMap<>();
    /** Questions that the person has before them. */
    private final ConcurrentMap<Path, CompletableFuture<Boolean>> asking = new ConcurrentHashMap<>();

    Trust(Supplier<Pods> pods, Connection editor) {
        this.pods = pods;
        this.editor = editor;
    }

    /** @param said what the editor said at its start, or null */
    boolean trusts(Path folder, @Nullable Boolean said) throws InterruptedException {
        while (true) {
            Boolean known = answers.getOrDefault(folder, said);
            if (known != null) {
                return known;
            }
            CompletableFuture<Boolean> mine = new CompletableFuture<>();
            CompletableFuture<Boolean> other = asking.putIfAbsent(folder, mine);
            Optional<Boolean> answer = other == null ? Optional.of(decide(folder, mine)) : of(other);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** What the person says now; kept. */
    void say(Path folder, boolean trusted) {
        pods.get().trust(folder, trusted);
        answers.put(folder, trusted);
    }

    /** Decides for all who wait for {@code decision}; who is interrupted leaves it to the next of them. */
    private boolean decide(Path folder, CompletableFuture<Boolean> decision) throws InterruptedException {
        try {
            boolean trusted = keptOrAsked(folder);
            answers.putIfAbsent(folder, trusted);
            decision.complete(trusted);
            return trusted;
        } finally {
            asking.remove(folder, decision);
            decision.cancel(false);
        }
    }

    private static Optional<Boolean> of(CompletableFuture<Boolean> decision) throws InterruptedException {
        try {
            return Optional.of(decision.get());
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean keptOrAsked(Path folder) throws InterruptedException {
        Optional<Boolean> kept = pods.get().trusted(folder);
        if (kept.isPresent()) {
            return kept.get();
        }
        Optional<Boolean> answer = ask(folder);
        answer.ifPresent(trusted -> pods.get().trust(folder, trusted));
        return answer.orElse(false);
    }

    private Optional<Boolean> ask(Path folder) throws InterruptedException {
        Lsp.ShowMessageRequestParams question = new Lsp.ShowMessageRequestParams(WARNING, "Do you trust " + folder
                + "? If so, Podd obeys the manifests, hooks and templates in its .podd folder.",
                List.of(new Lsp.MessageActionItem(YES), new Lsp.MessageActionItem(NO)));
        try {
            Lsp.MessageActionItem chosen = editor.ask("window/showMessageRequest", question,
                    Lsp.MessageActionItem.class);
            return Optional.ofNullable(chosen).map(Lsp.MessageActionItem::title).map(YES::equals);
        } catch (RpcException | ConnectionClosedException e) {
            return Optional.empty();
        }
    }
}
