package dev.podd.pod;

import dev.podd.log.CheckpointDroppedException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A Pod cannot do what was asked, in the state it is in. */
public abstract sealed class PodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PodException(String message) {
        super(message);
    }

    /** There is no such Pod; it was closed, or never opened. */
    public static final class PodNotFound extends PodException {
        private static final long serialVersionUID = 1L;

        PodNotFound(String pod) {
            super("no Pod " + pod + " is open");
        }
    }

    /** A turn runs, or the session is open with another overlay. */
    public static final class PodBusy extends PodException {
        private static final long serialVersionUID = 1L;

        PodBusy(String message) {
            super(message);
        }
    }

    /** There is no turn to speak to. */
    public static final class NotRunning extends PodException {
        private static final long serialVersionUID = 1L;

        NotRunning(String message) {
            super(message);
        }
    }

    /** No summary could take the place of older history; nothing has changed. */
    public static final class CompactionFailed extends PodException {
        private static final long serialVersionUID = 1L;

        CompactionFailed(String message) {
            super(message);
        }
    }

    /** An input that says nothing, or more than one input may. */
    public static final class InvalidInput extends PodException {
        private static final long serialVersionUID = 1L;

        InvalidInput(String message) {
            super(message);
        }
    }

    /** There is nothing to resume. */
    public static final class NotPaused extends PodException {
        private static final long serialVersionUID = 1L;

        NotPaused(String message) {
            super(message);
        }
    }

    /** Files cannot go back, since the quota has dropped what they held; nothing has changed. */
    public static final class CheckpointsDropped extends PodException {
        private static final long serialVersionUID = 1L;
        private static final int NAMED = 5;

        private final transient List<String> paths;

        /**
         * @param paths     of files of which checkpoints are gone
         * @param droppedAt when the first of them went, in milliseconds since 1970
         */
        CheckpointsDropped(String session, String entry, Collection<Path> paths, long droppedAt) {
            super("session " + session + " cannot go back to entry " + entry
                    + " with its files: the quota of checkpoints"
                    + " dropped what " + words(paths) + " held on " + CheckpointDroppedException.day(droppedAt)
                    + ". Nothing has changed; without files it can go back");
            this.paths = paths.stream().map(Path::toString).toList();
        }

        private static String words(Collection<Path> paths) {
            return paths.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "))
                    + (paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more files" : "");
        }

        public List<String> paths() {
            return paths;
        }
    }
}
