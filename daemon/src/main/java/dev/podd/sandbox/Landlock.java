package dev.podd.sandbox;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Landlock, a part of the Linux kernel: a command can read and write below some folders only, cannot trace or signal
 * processes outside and, from Linux 6.7 on, opens no TCP connection. A rule gives a right to all below a folder, and none takes a
 * part of it back: what bounds hide or keep inside a folder that they show is open here. UDP, and sockets in the file system,
 * are open too. So it makes a command that was approved do less harm, and replaces no question.
 *
 * @param abi what the kernel knows of it, from 1
 */
record Landlock(int abi) implements Sandbox {
    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_FOLDER = 1 << 3;
    private static final long REFER = 1 << 13;
    private static final long TRUNCATE = 1 << 14;
    private static final long IOCTL = 1 << 15;
    /** Those of the first version: all but the three above. */
    private static final long FIRST = (1 << 13) - 1;
    private static final long MAKE_DEVICES = 1 << 6 | 1 << 11;

    private static final long TCP = 3;
    private static final int FIRST_WITH_TCP = 4;
    /** Abstract sockets and signals. */
    private static final long SCOPES = 3;

    private static final List<String> DEVICES = List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random",
            "/dev/urandom", "/dev/tty", "/dev/ptmx", "/dev/pts", "/dev/shm");

    @Override
    public String name() {
        return "Landlock";
    }

    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public String gaps() {
        return "cannot write elsewhere nor read your home folder, but may read all that lies in the scope, and "
                + (abi < FIRST_WITH_TCP ? "use the network" : "reach sockets other than TCP");
    }

    @Override
    public List<String> launcher(Bounds bounds, Path folder) {
        return List.of();
    }

    @Override
    public Map<String, String> environment(Map<String, String> variables, Bounds bounds) {
        Map<String, String> inside = new TreeMap<>(variables);
        inside.put("TMPDIR", bounds.folder().temporary().toString());
        inside.put("XDG_CACHE_HOME", bounds.folder().home().resolve(".cache").toString());
        return inside;
    }

    /**
     * Puts the calling platform thread, and all that it starts from now on, within bounds for good. It does nothing else
     * afterwards but start one process: it cannot even load a class from a file.
     *
     * @param also folders that the thread itself needs to start a process
     */
    void enter(Bounds bounds, List<Path> also) {
        LandlockCalls calls = new LandlockCalls();
        boolean hasScopes = abi >= LandlockCalls.FIRST_WITH_SCOPES;
        int ruleset = calls.ruleset(abi, handled(), abi < FIRST_WITH_TCP || bounds.network() ? 0 : TCP,
                hasScopes ? SCOPES : 0);
        if (ruleset < 0) {
            throw new SandboxException("the kernel takes no rules of Landlock");
        }
        SystemFolders.all().forEach(folder -> calls.allow(ruleset, folder, reading(folder)));
        also.forEach(folder -> calls.allow(ruleset, folder, reading(folder)));
        calls.allow(ruleset, Path.of("/proc"), reading(Path.of("/proc")));
        DEVICES.stream().map(Path::of).forEach(device -> calls.allow(ruleset, device, writing(device)));
        calls.allow(ruleset, bounds.folder().home(), writing(bounds.folder().home()));
        calls.allow(ruleset, bounds.folder().temporary(), writing(bounds.folder().temporary()));
        for (Bounds.Place place : bounds.places()) {
            if (place instanceof Bounds.Place.Shown shown) { // a link is followed; a copy lies in the private folder
                Path source = shown.source();
                calls.allow(ruleset, source, shown.isWritable() ? writing(source) : reading(source));
            }
        }
        if (!calls.forbidNewRights() || !calls.restrict(ruleset)) {
            throw new SandboxException("the kernel does not let Landlock restrict a thread");
        }
    }

    private long handled() {
        return FIRST | (abi >= 2 ? REFER : 0) | (abi >= 3 ? TRUNCATE : 0) | (abi >= 5 ? IOCTL : 0);
    }

    private static long reading(Path path) {
        return isFolder(path) ? EXECUTE | READ_FILE | READ_FOLDER : EXECUTE | READ_FILE;
    }

    private long writing(Path path) {
        long all = handled() & ~MAKE_DEVICES;
        return isFolder(path) ? all : all & (EXECUTE | READ_FILE | WRITE_FILE | TRUNCATE | IOCTL);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
