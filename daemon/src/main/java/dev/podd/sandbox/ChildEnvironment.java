package dev.podd.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment variables that a command sees: of a person's own those that programs are known to need, and those
 * that a manifest names. A list of what is secret could never be complete. Immutable.
 */
public final class ChildEnvironment {
    private static final Set<String> USUAL = Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE",
            "TZ",
            "TMPDIR", "TMP", "TEMP", "HOSTNAME", "CI", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "COLUMNS", "LINES",
            "SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "MANPATH", "INFOPATH", "NO_COLOR",
            "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
            "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO",
            "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_SSH",
            "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH",
            "CC", "CXX", "CPP", "LD", "AR", "AS", "NM", "RANLIB", "STRIP", "FC", "CFLAGS", "CXXFLAGS", "CPPFLAGS",
            "LDFLAGS", "FFLAGS", "LIBS", "MAKE", "MAKEFLAGS", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH",
            "LIBRARY_PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SDKROOT", "DEVELOPER_DIR", "SYSROOT",
            "CROSS_COMPILE", "ARCH", "M2", "MIX_ENV", "GHCUP_INSTALL_BASE_PREFIX", "DOCKER_HOST", "BUNDLE_PATH",
            "BUNDLE_GEMFILE", "BUNDLE_WITHOUT", "PERL5LIB", "PERL5OPT", "VIRTUAL_ENV", "VIRTUAL_ENV_PROMPT",
            "GOPATH", "GOROOT", "GOBIN", "GOFLAGS", "GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOSUMDB", "GONOPROXY",
            "GOMODCACHE", "GOCACHE", "GOOS", "GOARCH", "GOARM", "GOEXPERIMENT", "GOTOOLCHAIN", "GOWORK", "GO111MODULE",
            "GOMAXPROCS", "GOENV");
    /** Beginnings of the names of variables for toolchains. */
    private static final Pattern TOOLCHAIN = Pattern.compile("(LC|XDG|JAVA|JDK|MAVEN|MVN|GRADLE|ANT|SBT|KOTLIN|ANDROID"
            + "|NODE|NPM|npm_config|NVM|FNM|VOLTA|PNPM|YARN|BUN|DENO|COREPACK|ELECTRON|CGO|CARGO|RUST|RUSTUP|SCCACHE"
            + "|PYTHON|PYENV|CONDA|MAMBA|PIP|PIPX|UV|POETRY|PDM|HATCH|JUPYTER|RUBY|GEM|RBENV|RVM|ASDF|MISE|SDKMAN"
            + "|NIX|GUIX|SPACK|CMAKE|CTEST|NINJA|MESON|PKG_CONFIG|CCACHE|VCPKG|CONAN|BAZEL|DOTNET|NUGET|MSBUILD"
            + "|ERL|ELIXIR|HEX|REBAR|OPAM|OCAML|DUNE|CABAL|STACK|GHC|JULIA|LUA|R|SWIFT|ZIG|FLUTTER|PUB|HOMEBREW"
            + "|MSYS|MINGW|EMSDK|TEX)(_.*)?|(PYTHON|RUST|RUBY|JULIA|OCAML)[A-Z]+");
    /** Also in a toolchain's name: {@code NPM_TOKEN}, {@code CARGO_REGISTRIES_MINE_TOKEN}, {@code PIP_PASSWORD}. */
    private static final Pattern SECRET = Pattern.compile(
            ".*(TOKEN|SECRET|PASS|PWD|CREDENTIAL|AUTH|APIKEY|PRIVATE).*|(.*_)?(KEYS?|PAT|COOKIE|SESSION)(_.*)?",
            Pattern.CASE_INSENSITIVE);
    /** A password in an address ({@code http://me:word@proxy}) or in options of a program ({@code -Dpassword=word}). */
    private static final Pattern SECRET_IN_VALUE = Pattern.compile(
            "://[^/\\s@]*:[^/\\s@]+@|(password|passwd|secret|token|api_?key)\\s*=", Pattern.CASE_INSENSITIVE);
    /** Named like a secret, and none. */
    private static final Set<String> HARMLESS = Set.of("SSH_AUTH_SOCK", "XAUTHORITY", "GIT_AUTHOR_NAME",
            "GIT_AUTHOR_EMAIL", "GOPRIVATE", "XDG_SESSION_TYPE", "XDG_SESSION_CLASS", "XDG_SESSION_DESKTOP");

    /** A command has no terminal: nothing may page, colour or ask. */
    private static final Map<String, String> NO_TERMINAL = Map.of("TERM", "dumb", "PAGER", "cat", "GIT_PAGER", "cat",
            "GIT_TERMINAL_PROMPT", "0");

    /** Of the process that the command runs for; the leader of a command takes it for its own, and nobody else sees it. */
    private static final String UMASK = "PODD_UMASK";

    private final Map<String, String> person;
    private final Set<String> keys;
    private final Set<String> named;

    private ChildEnvironment(Map<String, String> person, Set<String> keys, Set<String> named) {
        this.person = Map.copyOf(person);
        this.keys = Set.copyOf(keys);
        this.named = Set.copyOf(named);
    }

    /**
     * @param person all variables of the person who the command runs for
     * @param keys   names of those that hold keys of providers, which no command sees
     */
    public static ChildEnvironment from(Map<String, String> person, Collection<String> keys) {
        return new ChildEnvironment(person, Set.copyOf(keys), Set.of());
    }

    /** The same with the variables that a manifest names, and without those in which it says that keys are. */
    ChildEnvironment with(Collection<String> moreNamed, Collection<String> moreKeys) {
        return new ChildEnvironment(person, union(keys, moreKeys), union(named, moreNamed));
    }

    /** Without every variable, however it is named, in whose value one of these keys is. */
    Map<String, String> variables(Secrets secrets) {
        Map<String, String> seen = new TreeMap<>(person);
        seen.entrySet().removeIf(
                each -> !isSeen(each.getKey(), each.getValue()) || secrets.isIn(each.getValue()));
        seen.putAll(NO_TERMINAL);
        String umask = person.get(UMASK);
        if (umask != null && umask.matches("[0-7]{1,4}")) {
            seen.put(UMASK, umask);
        }
        return seen;
    }

    private boolean isSeen(String name, String value) {
        if (keys.contains(name)) {
            return false;
        }
        boolean isKnown = USUAL.contains(name) || TOOLCHAIN.matcher(name).matches();
        boolean isSecret = (SECRET.matcher(name).matches() && !HARMLESS.contains(name))
                || SECRET_IN_VALUE.matcher(value).find();
        return named.contains(name) || (isKnown && !isSecret);
    }

    private static Set<String> union(Set<String> some, Collection<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
