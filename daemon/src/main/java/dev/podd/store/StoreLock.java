package dev.podd.store;

import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right of one process to a store. The system takes it back when the process ends, however it ends. */
final class StoreLock implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StoreLock.class.getName());

    private final FileChannel file;

    private StoreLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StoreFailedException another process has it, which the message names; or the folder cannot be written */
    static StoreLock take(Path store) {
        Path path = store.resolve("lock");
        FileChannel file = null;
        boolean isHeld = false;
        try {
            PrivateFiles.createFolders(store);
            file = PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            isHeld = tryLock(file) != null;
            if (!isHeld) {
                throw new StoreFailedException(Reason.LOCKED, "the store " + store + " is in use by process "
                        + Files.readString(path).strip() + "; end that one, or give --store another folder", null);
            }
            name(file);
            return new StoreLock(file);
        } catch (IOException e) {
            throw Faults.writing("the store " + store, e);
        } finally {
            if (!isHeld) {
                release(file);
            }
        }
    }

    /** For the message of another process; a full disk must not keep a person from deleting sessions. */
    private static void name(FileChannel file) throws IOException {
        byte[] owner = owner().getBytes(StandardCharsets.UTF_8);
        try {
            file.truncate(0).write(ByteBuffer.wrap(owner));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the holder of the store could not be written to its lock file", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner() throws IOException {
        return ProcessHandle.current().pid() + "@" + host() + "\n";
    }

    /** Asked of the kernel where that is possible, since a name service may take its time. */
    private static String host() throws IOException {
        Path kernel = Path.of("/proc/sys/kernel/hostname");
        return Files.isReadable(kernel) ? Files.readString(kernel).strip() : InetAddress.getLocalHost().getHostName();
    }

    @Override
    public void close() {
        release(file);
    }

    private static void release(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw Faults.writing("the store's lock", e);
        }
    }
}
