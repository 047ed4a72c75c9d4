package dev.podd.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files that a person declares things in: manifests, prompt templates, keys. Opens regular files only, since opening
 * a named pipe or a device may block for ever, and reads no more than a limit.
 */
public final class BoundedFile {
    /** Bytes of a manifest or of a prompt template, at most. */
    public static final int MANIFEST_LIMIT = 256 * 1024;

    private BoundedFile() {}

    /**
     * The UTF-8 text of a file.
     *
     * @param limit bytes that the file may have
     * @throws IOException the message says what is wrong, in words that follow the file's name; never null
     */
    public static String text(Path file, int limit) throws IOException {
        byte[] bytes = bytes(file, limit);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("is not UTF-8 text", e);
        }
    }

    private static byte[] bytes(Path file, int limit) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("is a folder, not a file");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("is not a regular file (but a named pipe, a socket or a device)");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(limit + 1);
                if (bytes.length > limit) {
                    throw new IOException("is larger than " + limit / 1024 + " KiB, the most that is read of it");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw new IOException("does not exist", e);
        } catch (FileSystemException e) {
            throw new IOException("cannot be read: " + reason(e), e);
        }
    }

    private static String reason(FileSystemException e) {
        return e instanceof AccessDeniedException ? "permission denied"
                : e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
