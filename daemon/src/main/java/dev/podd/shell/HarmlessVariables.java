package dev.podd.shell;

import java.util.Set;

/**
 * ShellVariables that make no program run another one. All others may, {@code PATH} and {@code GIT_SSH_COMMAND} like those that
 * nobody has thought of: a list of the dangerous ones could never be complete.
 */
final class HarmlessVariables {
    private static final Set<String> NAMES = Set.of("CI", "LANG", "LANGUAGE", "TZ", "TERM", "COLUMNS", "LINES", "DEBUG",
            "VERBOSE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "RUST_LOG",
            "NODE_ENV", "RAILS_ENV", "RACK_ENV", "MIX_ENV", "APP_ENV", "FLASK_ENV", "GOOS", "GOARCH", "GOARM",
            "CGO_ENABLED", "GOMAXPROCS", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED",
            "GIT_TERMINAL_PROMPT", "GIT_OPTIONAL_LOCKS", "DEBIAN_FRONTEND", "PORT", "REPLY", "OPTIND");

    private HarmlessVariables() {}

    /**
     * Whether a variable changes no command. A name in small letters is one of the script's own, but for those of npm
     * and of proxies.
     */
    static boolean contain(String name) {
        return NAMES.contains(name) || name.startsWith("LC_")
                || (name.chars().noneMatch(c -> c >= 'A' && c <= 'Z') && !name.startsWith("npm_")
                        && !name.endsWith("_proxy") && !name.endsWith("path"));
    }
}
