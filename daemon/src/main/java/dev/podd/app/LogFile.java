package dev.podd.app;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A log that its owner alone can read and that stays small: a file that is full becomes the old one, which holds the
 * text before it, and is replaced when the next one is full. Safe on every thread.
 */
final class LogFile {
    /** In bytes; the old file may be as large again. */
    private static final long FULL = 1 << 20;
    /** The longest text in characters; the rest of a longer one is left out. */
    private static final int LONGEST = 64 << 10;

    private final Path path;

    LogFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Written by a thread that was interrupted, too: the system closes a file in which such a thread writes. */
    void append(String text) throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            write(text);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void write(String text) throws IOException {
        String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (left out: the rest)\n";
        ByteBuffer bytes = ByteBuffer.wrap(kept.getBytes(StandardCharsets.UTF_8));
        PrivateFiles.createFolders(Objects.requireNonNull(path.getParent()));
        if (Files.exists(path) && Files.size(path) + bytes.remaining() > FULL) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel file = PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(bytes);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
