package dev.podd.lsp;

import dev.podd.state.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Documents that nobody has on a disk, as files that can only be read, for an editor that does not show documents of a
 * server. They lie outside of every project and are removed when the editor has left. Safe on every thread.
 */
final class ShownFiles {
    private @Nullable TemporaryFolder folder; // guarded by this, like the next
    private boolean isClosed;

    /**
     * A document as it is now, in the place of what it was before.
     *
     * @param uri  of the document, by which one is told from another of the same name
     * @param name of the file
     */
    synchronized Path file(String uri, String name, String text) {
        if (isClosed) {
            throw new IllegalStateException("the editor has left");
        }
        try {
            TemporaryFolder parent = folder == null ? TemporaryFolder.make("documents") : folder;
            folder = parent;
            Path file = Files.createDirectories(parent.path().resolve(Integer.toHexString(uri.hashCode())))
                    .resolve(name);
            Path written = Files.writeString(file.resolveSibling(name + ".new"), text);
            if (!written.toFile().setReadOnly()) {
                throw new IOException(written + " cannot be made read-only");
            }
            return Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("a file to show cannot be made: " + e.getMessage(), e);
        }
    }

    /** The editor has left. */
    synchronized void close() {
        isClosed = true;
        if (folder != null) {
            folder.close();
        }
    }
}
