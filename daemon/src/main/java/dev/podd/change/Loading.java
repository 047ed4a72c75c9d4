package dev.podd.change;

import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.log.Hunk;
import dev.podd.log.LogException;
import dev.podd.scope.ExecutionRisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was pending when the process before this ended, when it is first asked for, on a thread that no caller can
 * interrupt. All or nothing: an attempt that fails leaves nothing, and the next caller begins another.
 */
final class Loading {
    private static final System.Logger LOG = System.getLogger(Loading.class.getName());

    private final ChangeLog log;
    private final Clock clock;
    private final Map<Path, PendingFile> files;
    private final PendingRoom room;
    private final BiConsumer<String, List<Path>> takeOut;
    private final Consumer<String> warn;
    /** The last attempt; null before the first one. */
    private @Nullable FutureTask<?> attempt; // guarded by this

    /**
     * @param takeOut takes a session, and files that are not pending in it any more
     * @param warn    takes what the person should know
     */
    Loading(ChangeLog log, Clock clock, Map<Path, PendingFile> files, PendingRoom room,
            BiConsumer<String, List<Path>> takeOut, Consumer<String> warn) {
        this.log = log;
        this.clock = clock;
        this.files = files;
        this.room = room;
        this.takeOut = takeOut;
        this.warn = warn;
    }

    synchronized boolean isDone() {
        return attempt != null && attempt.state() == Future.State.SUCCESS;
    }

    /**
     * Waits until all is there.
     *
     * @throws LogException the sessions cannot be read now
     */
    void await() throws InterruptedException {
        try {
            begun().get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    private synchronized FutureTask<?> begun() {
        FutureTask<?> last = attempt;
        if (last != null && last.state() != Future.State.FAILED) {
            return last;
        }
        FutureTask<?> next = new FutureTask<>(this::load, null);
        attempt = next;
        Thread.ofPlatform().daemon().name("podd-earlier-changes").start(next);
        return next;
    }

    /** What a session says of a file. */
    private record Found(String session, Path file, Entry.PendingChanges changes) {
        private long newest() {
            return changes.hunks().stream().mapToLong(Hunk::at).max().orElse(0);
        }
    }

    private void load() {
        Map<Path, PendingFile> fitting = new HashMap<>();
        Set<Path> over = new HashSet<>();
        Map<String, List<Path>> toTakeOut = new HashMap<>();
        Set<Path> seen = new HashSet<>();
        PendingRoom.Filling filling = room.new Filling();
        for (Found each : all()) {
            if (!seen.add(each.file)) {
                toTakeOut.computeIfAbsent(each.session, any -> new ArrayList<>()).add(each.file);
                continue;
            }
            boolean isOver = filling.isFull();
            if (!isOver) {
                PendingFile file = read(each).orElse(null);
                isOver = file != null && !filling.takes(file);
                if (file != null && !isOver) {
                    fitting.put(each.file, file);
                }
            }
            if (isOver) {
                over.add(each.file);
                toTakeOut.computeIfAbsent(each.session, any -> new ArrayList<>()).add(each.file);
            }
        }
        files.putAll(fitting);
        if (!over.isEmpty()) {
            warn.accept(room.told(over.size()));
        }
        toTakeOut.forEach(takeOut);
    }

    /** The newest first. */
    private List<Found> all() {
        return log.pending().stream().flatMap(of -> of.files().values().stream()
                .flatMap(changes -> found(of, changes).stream()))
                .sorted(Comparator.comparingLong(Found::newest).reversed()).toList();
    }

    /** The log may be a stranger's: what it says of files that are not of its workspace, or run programs, is not taken. */
    private static Optional<Found> found(ChangeLog.Pending of, Entry.PendingChanges changes) {
        try {
            Path file = Path.of(changes.path());
            return !file.startsWith(of.folder()) || !file.equals(file.normalize())
                    || ExecutionRisk.byName(file).isPresent() ? Optional.empty()
                            : Optional.of(new Found(of.session(), file, changes));
        } catch (InvalidPathException unfit) {
            return Optional.empty();
        }
    }

    private Optional<PendingFile> read(Found found) {
        Entry.PendingChanges changes = found.changes;
        try {
            PendingText text = PendingText.recorded(text(found.session, changes.base()),
                    text(found.session, changes.text()), changes.hunks());
            return Optional.of(new PendingFile(found.file, new PendingFile.State(found.session, changes.isNew(), text,
                    changes.news()).young(clock.millis()))).filter(file -> !file.state().isOver());
        } catch (CheckpointDroppedException kept) {
            LOG.log(System.Logger.Level.DEBUG, "hunks fell out of the quota of checkpoints, and count as kept", kept);
        } catch (LogException | IndexOutOfBoundsException unfit) {
            LOG.log(System.Logger.Level.WARNING, "pending changes of " + changes.path() + " in session "
                    + found.session + " cannot be read", unfit);
        }
        return Optional.empty();
    }

    private String text(String session, String hash) {
        return new String(log.blob(session, hash), StandardCharsets.UTF_8);
    }
}
