package dev.podd.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Folders that are made so that something can be mounted there, and removed when no command needs them any more. A file
 * system that does not answer holds up those alone who need a folder in it, and not for long. Safe on every thread.
 */
final class KeptFolders {
    private static final Duration MAKING = Duration.ofSeconds(10);
    private static final Duration REMOVING = Duration.ofSeconds(1);

    private final Disk disk;
    private final Map<Path, Kept> all = new HashMap<>(); // guarded by this

    KeptFolders() {
        this(new Disk() {});
    }

    KeptFolders(Disk disk) {
        this.disk = disk;
    }

    /** Where they are; may not answer. */
    interface Disk {
        /** Whether it made the folder; false where something is there, or nothing can be made. */
        default boolean make(Path folder) {
            try {
                if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(folder);
                    return true;
                }
            } catch (IOException refused) {
                // the command will say so, or nothing can be made there by it either
            }
            return false;
        }

        /** Unless somebody put something there meanwhile. */
        default void remove(Path folder) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException isUsed) {
                // it is somebody's now
            }
        }
    }

    /** One folder. Its lock is held while it is made or removed. */
    private static final class Kept {
        /** Commands that need it, or will when it is made. */
        private int users; // guarded by the KeptFolders
        private boolean isMade; // guarded by this
    }

    /**
     * Makes those that are not there.
     *
     * @return ends the need for them; may be run twice
     * @throws SandboxException the file system does not answer, or the caller was interrupted
     */
    Runnable hold(Bounds bounds) {
        List<Path> wanted = bounds.places().stream().filter(Bounds.Place.Kept.class::isInstance)
                .map(Bounds.Place::at).toList();
        Hold hold = new Hold();
        if (wanted.isEmpty()) {
            return hold;
        }
        Thread maker = CommandRunner.thread("folders", () -> wanted.forEach(hold::make));
        try {
            if (!maker.join(MAKING)) {
                hold.run();
                throw new SandboxException("cannot make " + wanted.getFirst() + ": the file system does not answer");
            }
        } catch (InterruptedException e) {
            hold.run();
            Thread.currentThread().interrupt();
            throw new SandboxException("stopped before the command began", e);
        }
        return hold;
    }

    /** The folders that one command needs. */
    private final class Hold implements Runnable {
        private final List<Path> made = new ArrayList<>(); // guarded by this
        private boolean isOver; // guarded by this

        private void make(Path folder) {
            if (need(folder) && !add(folder)) {
                release(folder);
            }
        }

        private synchronized boolean add(Path folder) {
            return !isOver && made.add(folder);
        }

        private synchronized List<Path> end() {
            isOver = true;
            List<Path> last = List.copyOf(made);
            made.clear();
            return last;
        }

        /** Not interruptible: it does not take long. */
        @Override
        public void run() {
            List<Path> last = end();
            if (last.isEmpty()) {
                return;
            }
            Thread remover = CommandRunner.thread("folders", () -> last.forEach(KeptFolders.this::release));
            boolean isInterrupted = Thread.interrupted();
            try {
                remover.join(REMOVING);
            } catch (InterruptedException e) {
                isInterrupted = true; // they are removed all the same
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether a folder was made here, now or for another; false for one that needs no removal. */
    private boolean need(Path folder) {
        Kept kept;
        synchronized (this) {
            kept = all.computeIfAbsent(folder, _ -> new Kept());
            kept.users++;
        }
        boolean isOurs;
        synchronized (kept) {
            kept.isMade = kept.isMade || disk.make(folder);
            isOurs = kept.isMade;
        }
        if (!isOurs) {
            release(folder);
        }
        return isOurs;
    }

    private void release(Path folder) {
        Kept kept;
        synchronized (this) {
            kept = Objects.requireNonNull(all.get(folder));
        }
        synchronized (kept) {
            if (isLeft(kept) && kept.isMade) {
                kept.isMade = false;
                disk.remove(folder);
            }
        }
        synchronized (this) {
            if (kept.users == 0) {
                all.remove(folder, kept);
            }
        }
    }

    private synchronized boolean isLeft(Kept kept) {
        return --kept.users == 0;
    }
}
