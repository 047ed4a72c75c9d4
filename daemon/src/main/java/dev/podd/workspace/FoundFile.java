package dev.podd.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file met on a walk; valid until the visitor returns. */
public final class FoundFile {
    private final @Nullable Folder folder;
    private final Path name;
    private final String path;
    private final long size;
    private final long modifiedAt;
    /** Null for one that is only in an editor. */
    private final @Nullable FileStamp stamp;
    /** What an editor has in its place; null for what is on the disk. */
    private final byte @Nullable [] unsaved;

    FoundFile(Folder folder, Path name, String path, BasicFileAttributes found) {
        this(folder, name, path, found.size(), found.lastModifiedTime().toMillis(),
                FileStamp.of(found), null);
    }

    private FoundFile(@Nullable Folder folder, Path name, String path, long size, long modifiedAt,
            @Nullable FileStamp stamp, byte @Nullable [] unsaved) {
        this.folder = folder;
        this.name = name;
        this.path = path;
        this.size = size;
        this.modifiedAt = modifiedAt;
        this.stamp = stamp;
        this.unsaved = unsaved;
    }

    /** A file that is nowhere but in an editor. */
    static FoundFile unsaved(Path real, String path, byte[] content) {
        return new FoundFile(null, Objects.requireNonNull(real.getFileName()), path, content.length, 0, null, content);
    }

    /** The same file with the content that an editor has. */
    FoundFile with(byte[] content) {
        return new FoundFile(folder, name, path, content.length, modifiedAt, stamp, content);
    }

    /** Its path from where the walk began, with slashes; empty when the walk began at the file. */
    public String path() {
        return path;
    }

    public String name() {
        return name.toString();
    }

    public long size() {
        return size;
    }

    /** When its content was last changed on the disk, milliseconds since 1970; 0 for one that is only in an editor. */
    public long modifiedAt() {
        return modifiedAt;
    }

    /** Of the file on the disk. */
    FileStamp stamp() {
        return Objects.requireNonNull(stamp);
    }

    /**
     * Reads its first bytes.
     *
     * @return how many were read: all of the file unless {@code into} is full
     */
    public int read(byte[] into) throws IOException {
        try (Content content = open()) {
            return content.read(into, 0);
        }
    }

    public Content open() throws IOException {
        if (unsaved != null) {
            return new Content(Channels.newChannel(new ByteArrayInputStream(unsaved)));
        }
        return new Content(Objects.requireNonNull(folder).open(name, StandardOpenOption.READ));
    }

    /** The bytes of a file, one block after the other. */
    public static final class Content implements AutoCloseable {
        private final ReadableByteChannel channel;

        private Content(ReadableByteChannel channel) {
            this.channel = channel;
        }

        /** Fills {@code into} from {@code offset} on, unless the file ends before; tells how many bytes it read. */
        public int read(byte[] into, int offset) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(into, offset, into.length - offset);
            while (rest.hasRemaining() && channel.read(rest) >= 0) {
                // until it is full or the file ends
            }
            return rest.position() - offset;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
