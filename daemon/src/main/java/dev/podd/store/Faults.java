package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import java.io.IOException;
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
        Reason reason = reason(fault);
        String why = reason == Reason.FULL ? "the disk is full (" + word(root(fault)) + ")" : words(fault);
        return new StoreFailedException(reason, what + " cannot be written: " + why, fault);
    }

    /**
     * Something could not be read, for a reason other than damage.
     *
     * @throws VirtualMachineError the fault, if it is one that leaves the whole process in doubt
     */
    static LogException reading(String what, Throwable fault) {
        throwIfFatal(fault);
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

    /** Throws what leaves the whole process in doubt, such as a lack of memory; not a stack that was too deep. */
    static void throwIfFatal(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
                throw fatal;
            }
        }
    }

    /** Hands what {@link #throwIfFatal} would throw to the thread's handler of uncaught exceptions, which ends Podd. */
    static void reportIfFatal(Throwable fault) {
        try {
            throwIfFatal(fault);
        } catch (VirtualMachineError fatal) {
            report(fatal);
        }
    }

    /** Hands it to the thread's handler of uncaught exceptions, while the thread goes on. */
    static void report(Throwable fault) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
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
            if (each instanceof OutOfDiskSpaceException) {
                return Reason.FULL;
            }
        }
        return StoreFailedException.reasonOf(fault);
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
