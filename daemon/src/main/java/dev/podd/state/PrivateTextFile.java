package dev.podd.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A small text file of Podd's own that several processes read and change: a change sees the newest text, and whoever
 * reads meanwhile finds the text before it or after it. Safe on every thread.
 */
public final class PrivateTextFile {
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Path file;
    private final int limit;

    /**
     * @param file  need not exist
     * @param limit bytes that it may have
     */
    public PrivateTextFile(Path file, int limit) {
        this.file = file.toAbsolutePath();
        this.limit = limit;
    }

    public Path path() {
        return file;
    }

    /**
     * Its text; null where there is none yet.
     *
     * @throws IOException it cannot be read, or is larger than the limit
     */
    public @Nullable String read() throws IOException {
        try {
            if (Files.size(file) > limit) {
                throw new IOException("it is larger than " + limit / 1024 + " KiB; mend or delete it");
            }
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            return null;
        }
    }

    /** Makes the next text of the one before. */
    @FunctionalInterface
    public interface Revision {
        /** @param before null where there is none yet */
        String of(@Nullable String before) throws IOException;
    }

    /**
     * Replaces its text as a whole.
     *
     * @throws IOException it cannot be read or written; its text is then as before
     */
    public synchronized void change(Revision revision) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        PrivateFiles.createFolders(folder);
        Path lock = folder.resolve(file.getFileName() + ".lock");
        try (FileChannel channel = PrivateFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock(channel)) {
            replace(folder, revision.of(read()));
        }
    }

    /** Waits for other processes, and for another object of this process, which the system would refuse at once. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException held) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void replace(Path folder, String text) throws IOException {
        Path next = folder.resolve(file.getFileName() + ".tmp");
        try (FileChannel channel = PrivateFiles.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
