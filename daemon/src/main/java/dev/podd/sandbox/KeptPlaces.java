package dev.podd.sandbox;

import dev.podd.sandbox.Bounds.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folders and files that are made so that something can be mounted there, and removed when no command needs them any more.
 * A file system that does not answer holds up those alone who need something in it, and not for long. Safe on every thread.
 */
final class KeptPlaces {
    private static final Duration MAKING = Duration.ofSeconds(10);
    private static final Duration REMOVING = Duration.ofSeconds(1);

    private final Disk disk;
    private final Map<Path, Kept> all = new HashMap<>(); // guarded by this

    KeptPlaces() {
        this(new Disk() {});
    }

    KeptPlaces(Disk disk) {
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

        /**
         * Whether it made the file, now or before this daemon began; false where another one is there. Nobody finds it half
         * written.
         */
        default boolean make(Path file, String text) throws IOException {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return holds(file, text);
            }
            Path whole = Files.createTempFile(file.getParent(), "podd", null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            try {
                Files.writeString(whole, text);
                Files.move(whole, file);
                return true;
            } catch (FileAlreadyExistsException theirs) {
                return false;
            } finally {
                Files.deleteIfExists(whole);
            }
        }

        /** Unless somebody put something there meanwhile. */
        default void remove(Path folder) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException isUsed) {
                // it is somebody's now
            }
        }

        /** The same of a file. */
        default void remove(Path file, String text) {
            try {
                if (holds(file, text)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException isUsed) {
                // it is somebody's now
            }
        }

        private static boolean holds(Path file, String text) throws IOException {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == text.length()
                    && Files.readString(file).equals(text);
        }
    }

    /** One place. Its lock is held while it is made or removed. */
    private static final class Kept {
        /** Commands that need it, or will when it is made. */
        private int users; // guarded by the KeptPlaces
        private boolean isMade; // guarded by this
    }

    /**
     * Makes those that are not there.
     *
     * @return ends the need for them; may be run twice
     * @throws SandboxException a file cannot be made, the file system does not answer, or the caller was interrupted
     */
    Runnable hold(Bounds bounds) {
        List<Place> wanted = bounds.places().stream()
                .filter(place -> place instanceof Place.Kept || place instanceof Place.KeptFile).toList();
        Hold hold = new Hold();
        if (wanted.isEmpty()) {
            return hold;
        }
        Thread maker = CommandRunner.thread("folders", () -> wanted.forEach(hold::make));
        try {
            if (!maker.join(MAKING)) {
                hold.run();
                throw new SandboxException("cannot make " + wanted.getFirst().at()
                        + ": the file system does not answer");
            }
        } catch (InterruptedException e) {
            hold.run();
            Thread.currentThread().interrupt();
            throw new SandboxException("stopped before the command began", e);
        }
        hold.throwIfFailed();
        return hold;
    }

    /** What one command needs. */
    private final class Hold implements Runnable {
        private final List<Place> made = new ArrayList<>(); // guarded by this
        private boolean isOver; // guarded by this
        private volatile @Nullable IOException failure;

        private void make(Place place) {
            try {
                if (need(place) && !add(place)) {
                    release(place);
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        /** An empty file in its place would not mean the same. */
        private void throwIfFailed() {
            IOException why = failure;
            if (why != null) {
                run();
                throw new SandboxException("cannot make a file that the sandbox needs: " + why.getMessage(), why);
            }
        }

        private synchronized boolean add(Place place) {
            return !isOver && made.add(place);
        }

        private synchronized List<Place> end() {
            isOver = true;
            List<Place> last = List.copyOf(made);
            made.clear();
            return last;
        }

        /** Not interruptible: it does not take long. */
        @Override
        public void run() {
            List<Place> last = end();
            if (last.isEmpty()) {
                return;
            }
            Thread remover = CommandRunner.thread("folders", () -> last.forEach(KeptPlaces.this::release));
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

    /** Whether something was made here, now or for another; false for what needs no removal. */
    private boolean need(Place place) throws IOException {
        Kept kept;
        synchronized (this) {
            kept = all.computeIfAbsent(place.at(), _ -> new Kept());
            kept.users++;
        }
        boolean isOurs = false;
        try {
            synchronized (kept) {
                kept.isMade = kept.isMade
                        || (place instanceof Place.KeptFile(Path at, String text) ? disk.make(at, text)
                                : disk.make(place.at()));
                isOurs = kept.isMade;
            }
        } finally {
            if (!isOurs) {
                release(place);
            }
        }
        return isOurs;
    }

    private void release(Place place) {
        Kept kept;
        synchronized (this) {
            kept = Objects.requireNonNull(all.get(place.at()));
        }
        synchronized (kept) {
            if (isLeft(kept) && kept.isMade) {
                kept.isMade = false;
                remove(place);
            }
        }
        synchronized (this) {
            if (kept.users == 0) {
                all.remove(place.at(), kept);
            }
        }
    }

    private void remove(Place place) {
        if (place instanceof Place.KeptFile(Path at, String text)) {
            disk.remove(at, text);
        } else {
            disk.remove(place.at());
        }
    }

    private synchronized boolean isLeft(Kept kept) {
        return --kept.users == 0;
    }
}
