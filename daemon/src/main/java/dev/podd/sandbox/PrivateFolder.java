package dev.podd.sandbox;

import dev.podd.state.TemporaryFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the sandboxed commands of one owner alone: their home, their folder for temporary files, and copies that
 * are shown in the place of other files. Made at the first need, removed when it is closed; what a process left that was
 * killed, the next one removes. Safe on every thread.
 */
public final class PrivateFolder implements AutoCloseable {
    private @Nullable TemporaryFolder folder; // guarded by this
    private boolean isClosed; // guarded by this
    private long copies; // guarded by this
    private final Map<String, Path> constants = new HashMap<>(); // guarded by this
    private final List<RandomAccessFile> scratches = new ArrayList<>(); // guarded by this

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

    /** A file with this content, the same one at each call; not written by any command. */
    public synchronized Path constant(String text) {
        Path known = constants.get(text);
        if (known == null) {
            known = copy(text.getBytes(StandardCharsets.UTF_8), child("constants"));
            constants.put(text, known);
        }
        return known;
    }

    /** A new file with this content. */
    public Path copy(byte[] content) {
        return copy(content, child("copies"));
    }

    private Path copy(byte[] content, Path within) {
        try {
            return Files.write(within.resolve(Long.toString(next())), content);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Removes such a file. */
    public void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException left) {
            // it is removed with the folder
        }
    }

    /** A file without a name, which is closed with this folder. No interrupt closes it, as one would close a channel. */
    public synchronized RandomAccessFile scratch() {
        Path file = child("copies").resolve("scratch" + next());
        try {
            RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
            scratches.add(open);
            Files.delete(file);
            return open;
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
            TemporaryFolder parent = folder == null ? TemporaryFolder.make("sandbox") : folder;
            folder = parent;
            return Files.createDirectories(parent.path().resolve(name));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static SandboxException failed(IOException e) {
        return new SandboxException("the private folder of the sandbox cannot be made: " + e.getMessage(), e);
    }

    /** No command of the owner runs any more. */
    @Override
    public synchronized void close() {
        isClosed = true;
        for (RandomAccessFile each : scratches) {
            try {
                each.close();
            } catch (IOException nothingIsLost) {
                // it has no name
            }
        }
        if (folder != null) {
            folder.close();
        }
    }
}
