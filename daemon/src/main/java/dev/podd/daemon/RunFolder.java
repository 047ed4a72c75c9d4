package dev.podd.daemon;

import dev.podd.state.Places;
import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the daemon's socket and locks; only its owner can enter it. A path that is too long for a
 * socket's address is replaced by a short one in the temporary folder.
 */
public final class RunFolder {
    /** The shortest limit of all systems is 104 bytes, the zero at the end included. */
    private static final int MAX_SOCKET_BYTES = 100;
    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path folder;
    private final String name;
    /** Number of the user that this process belongs to; null where users have none. */
    private final @Nullable Object user;

    private RunFolder(Path folder, String name, @Nullable Object user) {
        this.folder = folder;
        this.name = name;
        this.user = user;
    }

    /**
     * Of a person whose state lies in these places: each state has a daemon of its own.
     *
     * @param temporary the system's folder for temporary files
     */
    public static RunFolder of(Places places, Path temporary) {
        Object user = user();
        Path shared = temporary.resolve(user == null ? "podd" : "podd-" + user);
        Path folder = places.run() == null ? shared : places.run();
        String name = places.isUsual() ? "podd" : "podd-" + shortName(places.config(), places.state());
        RunFolder usual = new RunFolder(folder, name, user);
        boolean isShort = usual.socket().toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_BYTES;
        return isShort ? usual : new RunFolder(shared, "podd-" + shortName(folder, Path.of(name)), user);
    }

    /** The socket's path, whether it is there or not. */
    public Path socket() {
        return folder.resolve(name + ".sock");
    }

    /** Held while somebody finds or starts the daemon. */
    Path election() {
        return folder.resolve(name + ".starting");
    }

    /** Held by the daemon for all its life; holds its process id and version. */
    Path service() {
        return folder.resolve(name + ".lock");
    }

    /**
     * Makes the folder if it is missing, and takes the rights of others from it.
     *
     * @throws DaemonException it cannot be made, or it is another user's
     */
    void prepare() throws DaemonException {
        try {
            PrivateFiles.createFolders(folder);
            if (user != null) {
                requireOwn();
            }
        } catch (IOException e) {
            throw new DaemonException("the run folder " + folder + " cannot be made (" + e + "); PODD_HOME or"
                    + " XDG_RUNTIME_DIR names another place", e);
        }
    }

    /** Whether the folder is there and its owner's alone, so that what listens in it may be spoken to. */
    boolean isOwn() {
        try {
            return user == null || (Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user)
                    && Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .permissions().stream().noneMatch(OF_OTHERS::contains));
        } catch (IOException notThere) {
            return false;
        }
    }

    private void requireOwn() throws IOException, DaemonException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory() || !owner.equals(user)) {
            throw new DaemonException("the run folder " + folder + " is "
                    + (found.isDirectory() ? "the folder of another user (" + found.owner().getName() + ")"
                            : "no folder")
                    + "; remove it, or name another place by XDG_RUNTIME_DIR");
        }
        if (found.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            PrivateFiles.restrictFolder(folder);
        }
    }

    private static @Nullable Object user() {
        try {
            return Files.getAttribute(OWN_PROCESS, "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noProc) {
            return userOf(Path.of(System.getProperty("user.home")));
        }
    }

    private static @Nullable Object userOf(Path home) {
        try {
            return Files.getAttribute(home, "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noUsers) {
            return null;
        }
    }

    private static String shortName(Path one, Path other) {
        return UUID.nameUUIDFromBytes((one + "\n" + other).getBytes(StandardCharsets.UTF_8)).toString().substring(0,
                13);
    }
}
