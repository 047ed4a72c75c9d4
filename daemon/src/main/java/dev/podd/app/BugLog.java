package dev.podd.app;

import dev.podd.item.TurnError;
import dev.podd.sandbox.Secrets;
import dev.podd.turn.Bugs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** Appends Podd's own faults to a file, each with the id that the person was shown. Keys are masked. */
final class BugLog implements Bugs {
    private final LogFile file;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Secrets secrets;

    /** @param secrets values that must not stand in the file */
    BugLog(Path file, Clock clock, Supplier<String> ids, Secrets secrets) {
        this.file = new LogFile(file);
        this.clock = clock;
        this.ids = ids;
        this.secrets = secrets;
    }

    @Override
    public TurnError report(String where, Throwable bug) {
        Throwable cause = bug;
        while (cause.getCause() != null && !(cause instanceof OutOfMemoryError)) {
            cause = cause.getCause();
        }
        Thread.UncaughtExceptionHandler last = Thread.getDefaultUncaughtExceptionHandler();
        if (cause instanceof OutOfMemoryError && last != null) {
            last.uncaughtException(Thread.currentThread(), cause); // the whole process is in doubt, not one turn
        }
        return new TurnError("internalError", told(where, bug));
    }

    /** What the person is told. */
    String told(String where, Throwable bug) {
        String id = ids.get();
        try {
            write(id, where, bug);
            return "a fault of Podd's own in " + where + "; look for " + id + " in " + file;
        } catch (IOException e) {
            return "a fault of Podd's own in " + where + " (" + bug.getClass().getSimpleName() + "), and " + file
                    + " cannot be written";
        }
    }

    private synchronized void write(String id, String where, Throwable bug) throws IOException {
        file.append(id + " " + clock.instant() + " " + where + "\n" + secrets.redact(trace(bug)) + "\n");
    }

    private static String trace(Throwable bug) {
        StringWriter text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
