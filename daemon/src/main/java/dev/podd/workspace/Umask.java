package dev.podd.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights that new files and folders do not get, as the process has them that a Pod works for; the daemon's own are those
 * of whoever happened to start it.
 *
 * @param bits as umask(2) has them
 */
public record Umask(int bits) {
    private static final int FILE = 0666;
    private static final int FOLDER = 0777;
    /** In the order of the bits of a mode, the lowest first. */
    private static final PosixFilePermission[] PERMISSIONS = {PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ, PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ};

    /** Of a process with these variables; null where they do not say, and this process's own holds. */
    public static @Nullable Umask of(Map<String, String> environment) {
        String octal = environment.get("PODD_UMASK");
        return octal == null || !octal.matches("[0-7]{1,4}") ? null : new Umask(Integer.parseInt(octal, 8));
    }

    Set<PosixFilePermission> ofFile() {
        return permissions(FILE & ~bits);
    }

    /** Gives a folder that was just made its rights; one that has them keeps what else its mode holds. */
    void restrictFolder(Path folder) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> wanted = permissions(FOLDER & ~bits);
        if (view != null && !view.readAttributes().permissions().equals(wanted)) {
            view.setPermissions(wanted);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < PERMISSIONS.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                all.add(PERMISSIONS[bit]);
            }
        }
        return all;
    }
}
