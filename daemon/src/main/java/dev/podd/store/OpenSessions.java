package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.SessionInUseException;
import dev.podd.store.PrivateThreads.Begun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions that are open in this process, each of them once however many have it open. */
final class OpenSessions {
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /** One session in use, or kept closed for a time. */
    private static final class Use {
        private final @Nullable Begun<LiveSession> session;
        /** Completes when the session may be opened again; null for one in use. */
        private final @Nullable CompletableFuture<@Nullable Void> reopening;
        private boolean isStarted; // guarded by this
        private int holders; // guarded by this

        private Use(@Nullable Begun<LiveSession> session, @Nullable CompletableFuture<@Nullable Void> reopening,
                int holders) {
            this.session = session;
            this.reopening = reopening;
            this.holders = holders;
        }

        static Use of(Begun<LiveSession> session) {
            return new Use(session, null, 1);
        }

        static Use keptClosed() {
            return new Use(null, new CompletableFuture<>(), 0);
        }

        /** Adds a holder; false when the last holder has left already. */
        synchronized boolean join() {
            holders = holders == 0 ? 0 : holders + 1;
            return holders > 0;
        }

        /** Removes a holder; whether it was the last. */
        synchronized boolean leave() {
            holders--;
            return holders == 0;
        }

        /** Waits until the session is read, and starts its writer the first time. */
        LiveSession session() {
            LiveSession read = Objects.requireNonNull(session).result();
            start(read);
            return read;
        }

        private synchronized void start(LiveSession read) {
            if (!isStarted) {
                read.start();
                isStarted = true;
            }
        }

        synchronized Optional<LiveSession> started() {
            return isStarted ? Optional.of(Objects.requireNonNull(session).result()) : Optional.empty();
        }

        /** Whether the last holder has left and the writer has closed the folder. */
        synchronized boolean isOver() {
            return holders == 0 && ended().isDone();
        }

        /** Completes when the writer has closed the folder, and nobody keeps the session closed. */
        Future<?> ended() {
            return reopening != null ? reopening
                    : started().<Future<?>>map(LiveSession::ended).orElse(CompletableFuture.completedFuture(null));
        }
    }

    /**
     * A session that is open, or is opened now.
     *
     * @param opening begins to read it, when what it is given is done
     */
    LiveSession join(String session, Function<Future<?>, Begun<LiveSession>> opening) {
        Use use = uses.compute(session, (id, before) -> before != null && before.join() ? before
                : Use.of(opening.apply(before == null ? CompletableFuture.completedFuture(null) : before.ended())));
        try {
            return use.session();
        } catch (LogException | Error refused) {
            leave(session, use);
            throw refused;
        }
    }

    /**
     * Does something to a session while nobody can open it: who opens it meanwhile waits. Others who would do something to
     * it have their turn afterwards; those of other sessions do not wait.
     *
     * @throws SessionInUseException somebody has it open
     */
    void whileClosed(String session, Runnable work) {
        Use mine = Use.keptClosed();
        CompletableFuture<@Nullable Void> end = Objects.requireNonNull(mine.reopening);
        Use there = uses.merge(session, mine, (before, own) -> before.isOver() ? own : before);
        while (there != mine) {
            if (there.reopening == null) {
                throw new SessionInUseException(session);
            }
            var _ = there.reopening.join();
            there = uses.merge(session, mine, (before, own) -> before.isOver() ? own : before);
        }
        try {
            work.run();
        } finally {
            uses.remove(session, mine);
            end.complete(null);
        }
    }

    /** The session if somebody has it open, without opening it. */
    Optional<LiveSession> peek(String session) {
        return Optional.ofNullable(uses.get(session)).flatMap(Use::started);
    }

    boolean isOpen(String session) {
        Use use = uses.get(session);
        return use != null && use.reopening == null;
    }

    /** Removes one holder; the last one closes the session. */
    void leave(String session) {
        leave(session, Objects.requireNonNull(uses.get(session)));
    }

    private void leave(String session, Use use) {
        if (!use.leave()) {
            return;
        }
        Optional<LiveSession> started = use.started();
        if (started.isEmpty()) {
            uses.remove(session, use);
            return;
        }
        LiveSession last = started.get();
        try {
            last.close();
        } finally {
            // A writer that has not ended stays in the map, so that the next open waits for it.
            if (last.ended().isDone()) {
                uses.remove(session, use);
            }
        }
    }

    List<LiveSession> all() {
        return uses.values().stream().flatMap(use -> use.started().stream()).toList();
    }
}
