package dev.podd.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What libraries log: warnings and worse, in a file. Standard error belongs to the person. */
final class LibraryLog extends Handler {
    /** Its failures come as exceptions; what it logs of them may hold what a server said. Kept, since loggers are weak. */
    private static final Logger MCP = Logger.getLogger("io.modelcontextprotocol");

    private final LogFile file;

    private LibraryLog(Path file) {
        this.file = new LogFile(file);
        setFormatter(new SimpleFormatter());
        setLevel(Level.WARNING);
    }

    /** From here on all logging of this process goes there. */
    static void to(Path file) {
        LogManager.getLogManager().reset();
        Logger all = Logger.getLogger("");
        all.setLevel(Level.WARNING);
        all.addHandler(new LibraryLog(file));
        MCP.setLevel(Level.OFF);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        try {
            file.append(getFormatter().format(entry));
        } catch (IOException e) {
            // The disk is full or cannot be written; a stack trace on standard error would not help the person.
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
