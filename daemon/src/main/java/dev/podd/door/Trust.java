package dev.podd.door;

import dev.podd.pod.Pods;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person at a door trusts a folder: what they said themselves, else what their program said at its start,
 * else what was kept, else what they answer to a question, which is asked once. No answer is a no, and is not kept. Safe
 * on every thread.
 */
public final class Trust {
    private final Supplier<Pods> pods;
    private final TrustQuestion question;
    /** What held when it was decided here; an answer that is kept since, at whatever door, comes before it. */
    private final ConcurrentMap<Path, Boolean> answers = new ConcurrentHashMap<>();
    /** Questions that the person has before them. */
    private final ConcurrentMap<Path, CompletableFuture<Boolean>> asking = new ConcurrentHashMap<>();

    /** @param question asked on the threads of those who want to know */
    public Trust(Supplier<Pods> pods, TrustQuestion question) {
        this.pods = pods;
        this.question = question;
    }

    /** @param said what the program said at its start; null when it said nothing */
    public boolean trusts(Path folder, @Nullable Boolean said) throws InterruptedException {
        while (true) {
            Boolean known = known(folder, said);
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

    /** Whether the person is known to trust a folder; asks nobody. */
    public boolean isKnown(Path folder, @Nullable Boolean said) {
        Boolean known = known(folder, said);
        return known != null ? known : pods.get().trusted(folder).orElse(false);
    }

    private @Nullable Boolean known(Path folder, @Nullable Boolean said) {
        Boolean decided = answers.get(folder);
        return decided == null ? said : pods.get().trusted(folder).orElse(decided);
    }

    /** What the person says now; kept. */
    public void say(Path folder, boolean trusted) {
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
        Optional<Boolean> answer = question.ask(folder);
        answer.ifPresent(trusted -> pods.get().trust(folder, trusted));
        return answer.orElse(false);
    }
}
