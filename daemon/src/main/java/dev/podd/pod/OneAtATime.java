package dev.podd.pod;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Runs work on a session while no other work on the same session runs here. Other sessions are not held up. */
final class OneAtATime {
    private final ConcurrentMap<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /** Waits until the work before on this session has ended, then runs. */
    <T> T run(String session, Supplier<T> work) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (CompletableFuture<Void> other = running.putIfAbsent(session, mine); other != null;
                other = running.putIfAbsent(session, mine)) {
            other.join();
        }
        try {
            return work.get();
        } finally {
            running.remove(session, mine);
            mine.complete(null);
        }
    }
}
