package dev.podd.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates folders with mode 0700 and files with mode 0600, whatever the umask. Where a file system has no such modes,
 * the rights that it gives by itself stay.
 */
public final class PrivateFiles {
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private PrivateFiles() {}

    /** Creates a folder and all missing folders above it. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, FOLDER));
    }

    /** Opens a file; one that this creates is private from its first moment. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), mode(file, FILE));
    }

    /** Takes all rights of others from a folder that exists, and so from all that it holds. */
    public static void restrictFolder(Path folder) throws IOException {
        if (hasModes(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    /** Takes all rights of others from a file that exists. */
    public static void restrictFile(Path file) throws IOException {
        if (hasModes(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
