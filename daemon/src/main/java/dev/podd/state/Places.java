package dev.podd.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Podd keeps what is the person's: configuration, its own state, and what lives only as long as the daemon.
 * {@code PODD_HOME} is over all three.
 *
 * @param run   folder of the daemon's socket; null where the system has none for a person's processes
 * @param isUsual whether configuration and state are where they are for this person if no variable says otherwise, or the
 *                run folder is one of their own
 */
public record Places(Path config, Path state, @Nullable Path run, boolean isUsual) {

    /** Where run folders lie that all processes of a person share, whatever they take for their home. */
    private static final List<Path> OF_SYSTEM = List.of(Path.of("/run/user"), Path.of("/var/run/user"),
            Path.of("/mnt/wslg"));

    /**
     * Of a process.
     *
     * @param os       name of the system ("Linux")
     * @param home     the person's home folder
     * @param ownHome  the home folder that the system has for the person, whatever the variables say
     */
    public static Places of(Map<String, String> variables, String os, Path home, Path ownHome) {
        Path all = absolute(variables.get("PODD_HOME"));
        if (all != null) {
            return new Places(all, all, all.resolve("run"), true);
        }
        SystemKind system = SystemKind.of(os);
        Path state = or(variables.get("XDG_STATE_HOME"), system.state(variables, home)).resolve("podd");
        Path config = or(variables.get("XDG_CONFIG_HOME"), system.config(variables, home)).resolve("podd");
        Path runtime = absolute(variables.get("XDG_RUNTIME_DIR"));
        boolean isUsual = state.equals(system.state(variables, ownHome).resolve("podd"))
                && config.equals(system.config(variables, ownHome).resolve("podd"));
        return new Places(config, state, runtime != null ? runtime.resolve("podd") : system.run(variables, home),
                isUsual || (runtime != null && OF_SYSTEM.stream().noneMatch(runtime::startsWith)));
    }

    /** Sessions. */
    public Path store() {
        return state.resolve("store");
    }

    /** Which folders the person trusts. */
    public Path trust() {
        return state.resolve("trust.json");
    }

    /** Which calls the person allowed for more than once. */
    public Path permissions() {
        return state.resolve("permissions.json");
    }

    /** What MCP servers offered when they were last asked; may be deleted at any time. */
    public Path mcpLists() {
        return state.resolve("cache").resolve("mcp");
    }

    /** Whose keys are in the system's keychain; the keys themselves are there alone. */
    public Path keys() {
        return state.resolve("keys.json");
    }

    /** What went wrong by our own fault. */
    public Path bugs() {
        return state.resolve("bugs.log");
    }

    /** What libraries have to say. */
    public Path libraryLog() {
        return state.resolve("libraries.log");
    }

    /** What the shared daemon has to say. */
    public Path daemonLog() {
        return state.resolve("daemon.log");
    }

    private enum SystemKind {
        MAC, WINDOWS, OTHER;

        static SystemKind of(String os) {
            String name = os.toLowerCase(Locale.ROOT);
            return name.startsWith("mac") ? MAC : name.startsWith("win") ? WINDOWS : OTHER;
        }

        Path config(Map<String, String> variables, Path home) {
            return switch (this) {
                case MAC -> home.resolve("Library").resolve("Application Support");
                case WINDOWS -> or(variables.get("APPDATA"), home.resolve("AppData").resolve("Roaming"));
                case OTHER -> home.resolve(".config");
            };
        }

        Path state(Map<String, String> variables, Path home) {
            return switch (this) {
                case MAC -> home.resolve("Library").resolve("Application Support");
                case WINDOWS -> or(variables.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
                case OTHER -> home.resolve(".local").resolve("state");
            };
        }

        @Nullable Path run(Map<String, String> variables, Path home) {
            return this == WINDOWS ? state(variables, home).resolve("podd").resolve("run") : null;
        }
    }

    private static Path or(@Nullable String variable, Path usual) {
        Path named = absolute(variable);
        return named == null ? usual : named;
    }

    /** A relative one is no place: it would be another one in each folder. */
    private static @Nullable Path absolute(@Nullable String path) {
        return path == null || path.isBlank() || !Path.of(path).isAbsolute() ? null : Path.of(path);
    }
}
