package dev.podd.pod;

import dev.podd.workspace.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Manifests and the AGENTS.md of a workspace folder as they lie on the disk at one time. Equal to an earlier one as long as
 * none of them was written, made or taken away.
 */
public record SetupFiles(Map<Path, FileStamp> found) {
    public SetupFiles {
        found = Map.copyOf(found);
    }

    /** May wait for the disk. */
    static SetupFiles of(Stream<Path> files) {
        return new SetupFiles(files.distinct().collect(Collectors.toMap(file -> file, SetupFiles::stamp)));
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException none) {
            return FileStamp.NONE;
        }
    }
}
