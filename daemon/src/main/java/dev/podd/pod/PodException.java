package dev.podd.pod;

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
}
