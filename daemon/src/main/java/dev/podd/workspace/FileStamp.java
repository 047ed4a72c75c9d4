package dev.podd.workspace;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a file has otherwise when its content was changed, as far as the system shows it.
 *
 * @param size in bytes; -1 where nothing is known
 * @param key  which file it is; null where the system does not say
 */
public record FileStamp(FileTime changed, long size, @Nullable Object key) {
    /** Of no file, or one that nobody can look at. */
    public static final FileStamp NONE = new FileStamp(FileTime.fromMillis(0), -1, null);

    /** That of a file whose attributes were read. */
    public static FileStamp of(BasicFileAttributes found) {
        return new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey());
    }
}
