package dev.podd.app;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where Podd keeps what is the person's: configuration, and its own state. {@code PODD_HOME} is over both. */
record Places(Path config, Path state) {

    static Places of(ProcessEnvironment environment) {
        Path all = absolute(environment.variable("PODD_HOME"));
        if (all != null) {
            return new Places(all, all);
        }
        return new Places(or(environment.variable("XDG_CONFIG_HOME"), usualConfig(environment)).resolve("podd"),
                or(environment.variable("XDG_STATE_HOME"), usualState(environment)).resolve("podd"));
    }

    /** Sessions. */
    Path store() {
        return state.resolve("store");
    }

    /** Which folders the person trusts. */
    Path trust() {
        return state.resolve("trust.json");
    }

    /** What went wrong by our own fault. */
    Path bugs() {
        return state.resolve("bugs.log");
    }

    /** What libraries have to say. */
    Path libraryLog() {
        return state.resolve("libraries.log");
    }

    private static Path usualConfig(ProcessEnvironment environment) {
        return switch (system(environment)) {
            case MAC -> environment.home().resolve("Library").resolve("Application Support");
            case WINDOWS -> or(environment.variable("APPDATA"),
                    environment.home().resolve("AppData").resolve("Roaming"));
            case OTHER -> environment.home().resolve(".config");
        };
    }

    private static Path usualState(ProcessEnvironment environment) {
        return switch (system(environment)) {
            case MAC -> environment.home().resolve("Library").resolve("Application Support");
            case WINDOWS -> or(environment.variable("LOCALAPPDATA"),
                    environment.home().resolve("AppData").resolve("Local"));
            case OTHER -> environment.home().resolve(".local").resolve("state");
        };
    }

    private enum SystemKind {
        MAC, WINDOWS, OTHER
    }

    private static SystemKind system(ProcessEnvironment environment) {
        String name = environment.os().toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? SystemKind.MAC : name.startsWith("win") ? SystemKind.WINDOWS : SystemKind.OTHER;
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
