package dev.podd.manifest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** The answer to whether a folder is trusted could not be written; the answer before it stays. */
public final class TrustNotKept extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final boolean isFull;
    private final boolean isReadOnly;

    TrustNotKept(Path folder, Path file, IOException reason) {
        super("the trust of " + folder + " cannot be kept in " + file + ": " + reason.getMessage());
        initCause(reason);
        String words = String.valueOf(reason.getMessage());
        this.isFull = words.contains("No space left");
        this.isReadOnly = reason instanceof AccessDeniedException || words.contains("Read-only");
    }

    /** Whether the disk is full. */
    public boolean isFull() {
        return isFull;
    }

    /** Whether the file or its disk may not be written. */
    public boolean isReadOnly() {
        return isReadOnly;
    }
}
