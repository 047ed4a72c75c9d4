package dev.podd.log;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked; what was recorded stays. */
public final class StoreFailedException extends LogException {
    private static final long serialVersionUID = 1L;

    /** Why, where it is known. */
    public enum Reason {
        FULL, READ_ONLY,
        /** Another process holds the store. */
        LOCKED, OTHER
    }

    private final Reason reason;

    public StoreFailedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A session names content that is not in the store. */
    public static StoreFailedException noBlob(String session, String hash) {
        return new StoreFailedException(Reason.OTHER, "session " + session + " has no content " + hash, null);
    }

    /** A session is used by somebody who has closed it. */
    public static StoreFailedException closed(String session) {
        return new StoreFailedException(Reason.OTHER, "session " + session + " is closed", null);
    }

    public Reason reason() {
        return reason;
    }
}
