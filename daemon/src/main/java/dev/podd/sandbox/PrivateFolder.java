package dev.podd.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the sandboxed commands of one owner alone: their home, their folder for temporary files, and copies that
 * are shown in the place of other files. Made at the first need, removed when it is closed; what a process left that was
 * killed, the next one removes. Safe on every thread.
 */
public final class PrivateFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private static final String PREFIX = "podd-sandbox-";
    private static final String LOCK = "lock";

    private @Nullable Path folder; // guarded by this
    private boolean isClosed; // guarded by this
    private long copies; // guarded by this
    private final List<FileChannel> channels = new ArrayList<>(); // guarded by this

    /** In the place of the person's home folder. */
    public Path home() {
        return child("home");
    }

    /** In the place of {@code /tmp}. */
    public Path temporary() {
        return child("tmp");
    }

    /** Empty, and not written by any command. */
    public Path empty() {
        return child("empty");
    }

    /** A new file with this content. */
    public Path copy(byte[] content) {
        try {
            Path file = child("copies").resolve(Long.toString(next()));
            return Files.write(file, content);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A file without a name, which is gone when this folder is closed. */
    public synchronized FileChannel scratch() {
        try {
            FileChannel channel = FileChannel.open(child("copies").resolve("scratch" + next()),
                    StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            channels.add(channel);
            return channel;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private synchronized long next() {
        return ++copies;
    }

    private synchronized Path child(String name) {
        if (isClosed) {
            throw new SandboxException("the Pod that would run a command is closed");
        }
        try {
            Path parent = folder == null ? make() : folder;
            folder = parent;
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Locked as long as this process lives. */
    private Path make() throws IOException {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        Path made = Files.createTempDirectory(own).toRealPath();
        FileChannel lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        channels.add(lock);
        lock.lock();
        removeLeft(Objects.requireNonNull(made.getParent()), own);
        return made;
    }

    /** Removes the folders of processes that have ended. Closing a lock's file would free it in its own process. */
    private static void removeLeft(Path parent, String own) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : all) {
                if (!each.getFileName().toString().startsWith(own) && isLeft(each.resolve(LOCK))) {
                    delete(each);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // they stay
        }
    }

    private static boolean isLeft(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static SandboxException failed(IOException e) {
        return new SandboxException("the private folder of the sandbox cannot be made: " + e.getMessage(), e);
    }

    /** No command of the owner runs any more. */
    @Override
    public synchronized void close() {
        isClosed = true;
        for (FileChannel each : channels) {
            try {
                each.close();
            } catch (IOException nothingIsLost) {
                // it is removed below
            }
        }
        if (folder != null) {
            delete(folder);
        }
    }

    /** As far as it can be: what is left is in the system's folder for temporary files. */
    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    if (!Files.isWritable(dir)) {
                        Files.setPosixFilePermissions(dir, OWNER); // some tools make their caches read-only
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | UnsupportedOperationException left) {
            // another owner's file, say
        }
    }
}
