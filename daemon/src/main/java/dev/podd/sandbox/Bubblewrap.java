package dev.podd.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Bubblewrap on Linux: a command gets file system, processes, network, users, System V objects and host name of its own.
 * It has no capability, can gain none, and all its processes end with it.
 *
 * @param program     its absolute path
 * @param canForbidUsers whether it can forbid further user namespaces inside (0.8 and later)
 * @param system      arguments that show the folders of the system
 */
record Bubblewrap(Path program, boolean canForbidUsers, List<String> system) implements Sandbox {
    /** Of {@code /dev/shm}, which is memory. */
    private static final String SHARED_MEMORY = Integer.toString(64 << 20);
    private static final String OTHER_HOME = "/run/home";
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");
    /** They lead to sockets and folders of the person that are not there inside. */
    private static final Set<String> OUTSIDE = Set.of("TMPDIR", "TMP", "TEMP", "SSH_AUTH_SOCK",
            "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY");

    Bubblewrap {
        system = List.copyOf(system);
    }

    /** Looks at the folders of the system once. */
    static Bubblewrap at(Path program, boolean canForbidUsers) {
        List<String> arguments = new ArrayList<>();
        SystemFolders.all().forEach(folder -> arguments.addAll(system(folder)));
        SystemFolders.secret().forEach(secret -> arguments.addAll(hidden(secret, Files.isDirectory(secret))));
        return new Bubblewrap(program, canForbidUsers, arguments);
    }

    private static List<String> system(Path folder) {
        try {
            return Files.isSymbolicLink(folder)
                    ? List.of("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString())
                    : List.of("--ro-bind", folder.toString(), folder.toString());
        } catch (IOException gone) {
            return List.of();
        }
    }

    @Override
    public String name() {
        return "bubblewrap";
    }

    @Override
    public boolean holds() {
        return true;
    }

    @Override
    public String gaps() {
        return "may do nothing outside its bounds";
    }

    @Override
    public List<String> launcher(Bounds bounds, Path folder) {
        List<String> line = new ArrayList<>(List.of(program.toString(), "--unshare-user", "--unshare-ipc",
                "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--new-session", "--die-with-parent",
                "--cap-drop", "ALL"));
        if (canForbidUsers) {
            line.add("--disable-userns");
        }
        if (!bounds.network()) {
            line.add("--unshare-net");
        }
        line.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", SHARED_MEMORY, "--tmpfs", "/dev/shm"));
        line.addAll(system);
        if (bounds.network()) {
            line.addAll(resolver());
        }
        String temporary = bounds.folder().temporary().toString();
        line.addAll(List.of("--bind", temporary, "/tmp", "--bind", temporary, "/var/tmp"));
        line.addAll(List.of("--bind", bounds.folder().home().toString(), home(bounds)));
        bounds.places().forEach(place -> line.addAll(arguments(place, bounds.folder())));
        line.addAll(List.of("--remount-ro", "/", "--remount-ro", "/dev", "--chdir", folder.toString(), "--"));
        return line;
    }

    /** Where the private home is found: in the person's place, unless that is a file or holds folders of the system. */
    private static String home(Bounds bounds) {
        Path home = bounds.home();
        boolean canBe = home.getParent() != null && SystemFolders.all().stream()
                .noneMatch(each -> each.startsWith(home) || (home.startsWith(each) && !Files.isDirectory(home)));
        return canBe ? home.toString() : OTHER_HOME;
    }

    /** The file that tells where names are looked up is often a link to a folder of the running system. */
    private static List<String> resolver() {
        try {
            Path real = RESOLVER.toRealPath();
            return real.equals(RESOLVER) ? List.of() : List.of("--ro-bind", real.toString(), real.toString());
        } catch (IOException none) {
            return List.of();
        }
    }

    private static List<String> arguments(Bounds.Place place, PrivateFolder folder) {
        return switch (place) {
            case Bounds.Place.Shown shown -> List.of(shown.isWritable() ? "--bind" : "--ro-bind",
                    shown.source().toString(), shown.at().toString());
            case Bounds.Place.HiddenFile file -> hidden(file.at(), false);
            case Bounds.Place.HiddenFolder hidden -> hidden(hidden.at(), true);
            case Bounds.Place.Kept(Path at) -> List.of("--ro-bind", folder.empty().toString(), at.toString());
            case Bounds.Place.KeptFile(Path at, String text) -> List.of("--ro-bind", folder.constant(text).toString(),
                    at.toString());
        };
    }

    /** A device on a file system without devices can be opened by nobody. */
    private static List<String> hidden(Path at, boolean isFolder) {
        return isFolder ? List.of("--tmpfs", at.toString(), "--remount-ro", at.toString())
                : List.of("--ro-bind", "/dev/null", at.toString());
    }

    @Override
    public Map<String, String> environment(Map<String, String> variables, Bounds bounds) {
        Map<String, String> inside = new TreeMap<>(variables);
        inside.keySet().removeIf(name -> OUTSIDE.contains(name) || name.startsWith("XDG_"));
        inside.put("HOME", home(bounds));
        return inside;
    }
}
