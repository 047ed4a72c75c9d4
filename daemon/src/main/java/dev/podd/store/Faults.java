package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import jetbrains.exodus.OutOfDiskSpaceException;

/** What Xodus and the file system throw, said in the log's own words. */
final class Faults {
    private Faults() {}

    /** Something could not be written. */
    static LogException writing(String what, Throwable fault) {
        if (fault instanceof LogException known) {
            return known;
        }
        return new StoreFailedException(reason(fault), what + " cannot be written: " + words(fault), fault);
    }

    /** Something could not be read, for a reason other than damage. */
    static LogException reading(String what, Throwable fault) {
        if (fault instanceof LogException known) {
            return known;
        }
        return new StoreFailedException(Reason.OTHER, what + " cannot be read: " + words(fault), fault);
    }

    /** What happened on another thread, thrown on this one. */
    static LogException again(ExecutionException fault) {
        return switch (fault.getCause()) {
            case StoreFailedException failed -> new StoreFailedException(failed.reason(),
                    String.valueOf(failed.getMessage()), failed);
            case SessionCorruptException broken -> broken;
            case null, default -> writing("the store", fault);
        };
    }

    /** Whether the disk is to blame, not what stands on it. */
    static boolean isOfTheDisk(Throwable fault) {
        return fault instanceof IOException || (fault.getCause() != null && isOfTheDisk(fault.getCause()));
    }

    /** In one line: the first and the last of the causes. */
    static String words(Throwable fault) {
        String first = word(fault);
        String last = word(root(fault));
        return first.contains(last) ? first : first + " (" + last + ")";
    }

    private static Reason reason(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof OutOfDiskSpaceException || says(each, "no space left", "disk quota exceeded",
                    "not enough space")) {
                return Reason.FULL;
            }
            if (each instanceof AccessDeniedException || each instanceof ReadOnlyFileSystemException
                    || says(each, "read-only file system", "permission denied", "access is denied")) {
                return Reason.READ_ONLY;
            }
        }
        return Reason.OTHER;
    }

    /** Java has no types for most of what an operating system refuses, only its words. */
    private static boolean says(Throwable fault, String... words) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        for (String each : words) {
            if (message.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause == null ? fault : root(cause);
    }

    private static String word(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank()
                ? fault.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
