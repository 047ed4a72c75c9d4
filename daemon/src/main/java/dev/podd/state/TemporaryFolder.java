package dev.podd.state;

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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder in the system's folder for temporary files, removed with all that it holds when it is closed; what a process left
 * that was killed, the next one removes that makes one for the same purpose.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @param purpose what its name begins with, after Podd's own */
    public static TemporaryFolder make(String purpose) throws IOException {
        String prefix = "podd-" + purpose + "-";
        String own = prefix + ProcessHandle.current().pid() + "-";
        Path made = Files.createTempDirectory(own).toRealPath();
        FileChannel lock = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        lock.lock(); // as long as this process lives
        removeLeft(Objects.requireNonNull(made.getParent()), prefix, own);
        return new TemporaryFolder(made, lock);
    }

    /** The real path. */
    public Path path() {
        return path;
    }

    /** Removes the folders of processes that have ended. Closing a lock's file would free it in its own process. */
    private static void removeLeft(Path parent, String prefix, String own) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, prefix + "*")) {
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

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException nothingIsLost) {
            // it is removed below
        }
        delete(path);
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
