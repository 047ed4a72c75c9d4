package dev.podd.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Manifests and the AGENTS.md of a workspace folder as they lie on the disk at one time. Equal to an earlier one as long as
 * none of them was written, made or taken away.
 */
public record SetupFiles(Map<Path, Stamp> found) {
    private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, null);

    public SetupFiles {
        found = Map.copyOf(found);
    }

    /**
     * What a file has otherwise when its content was changed, as far as the system shows it.
     *
     * @param size in bytes; -1 where there is no file
     * @param key  which file it is; null where the system does not say
     */
    public record Stamp(FileTime changed, long size, @Nullable Object key) {}

    /** May wait for the disk. */
    static SetupFiles of(Stream<Path> files) {
        return new SetupFiles(files.distinct().collect(Collectors.toMap(file -> file, SetupFiles::stamp)));
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException none) {
            return NONE;
        }
    }
}
