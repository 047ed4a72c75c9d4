package dev.podd.log;

import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;
import java.util.Locale;
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

    /** Something that could not be written to the disk, for that reason. */
    public static StoreFailedException writing(String message, Throwable fault) {
        return new StoreFailedException(reasonOf(fault), message, fault);
    }

    /** Java has types for some of what an operating system refuses, and only its words for the rest. */
    public static Reason reasonOf(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (says(each, "no space left", "disk quota exceeded", "not enough space")) {
                return Reason.FULL;
            }
            if (each instanceof AccessDeniedException || each instanceof ReadOnlyFileSystemException
                    || says(each, "read-only file system", "permission denied", "access is denied")) {
                return Reason.READ_ONLY;
            }
        }
        return Reason.OTHER;
    }

    private static boolean says(Throwable fault, String... words) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return Arrays.stream(words).anyMatch(message::contains);
    }

    public Reason reason() {
        return reason;
    }
}
