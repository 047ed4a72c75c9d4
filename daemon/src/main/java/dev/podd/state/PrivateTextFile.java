package dev.podd.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A small text file of Podd's own that several processes read and change: a change sees the newest text, and whoever
 * reads meanwhile finds the text before it or after it. Safe on every thread.
 */
public final class PrivateTextFile {
    /**
     * One a lock file, for all objects of this process: the system's lock belongs to the process and is gone as soon as the
     * process closes any descriptor of that file, so that only one thread may have one open.
     */
    private static final ConcurrentMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

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
    public void change(Revision revision) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        PrivateFiles.createFolders(folder);
        Path lock = folder.toRealPath().resolve(file.getFileName() + ".lock");
        ReentrantLock here = HERE.computeIfAbsent(lock, _ -> new ReentrantLock());
        here.lock();
        try (FileChannel channel = PrivateFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            replace(folder, revision.of(read()));
        } finally {
            here.unlock();
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
