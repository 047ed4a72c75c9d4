package dev.podd.keychain;

import dev.podd.sandbox.HelperProgram.Result;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A system's keychain as its program on the command line; no key is ever an argument. */
enum SystemKeychain {
    /** The secret service of the desktop (GNOME's keyring, KWallet, KeePassXC), by libsecret's program. */
    SECRET_SERVICE("secret-tool",
            "the program secret-tool is not in PATH; Debian and Ubuntu have it in libsecret-tools,"
                    + " Fedora and Arch in libsecret") {
        @Override
        Optional<String> find(Asking programs, String provider) throws InterruptedException {
            Result result = programs.run(words("lookup", provider), "");
            return result.code() == 0 && !result.out().isEmpty() ? Optional.of(result.out().strip())
                    : none(result, result.code() == 1 && result.errors().isEmpty());
        }

        @Override
        void set(Asking programs, String provider, String key) throws InterruptedException {
            require(programs.run(List.of(program(), "store", "--label=Podd: key of " + provider, "service", SERVICE,
                    "provider", provider), key));
        }

        @Override
        void remove(Asking programs, String provider) throws InterruptedException {
            Result result = programs.run(words("clear", provider), "");
            if (result.code() != 0 && !result.errors().isEmpty()) {
                throw refused(result);
            }
        }

        private List<String> words(String command, String provider) {
            return List.of(program(), command, "service", SERVICE, "provider", provider);
        }
    },
    MACOS("security", "the program security, a part of macOS, is not in PATH") {
        @Override
        Optional<String> find(Asking programs, String provider) throws InterruptedException {
            Result result = programs
                    .run(List.of(program(), "find-generic-password", "-s", SERVICE, "-a", provider, "-w"), "");
            return result.code() == 0 ? Optional.of(result.out().strip())
                    : none(result, result.code() == NOT_FOUND);
        }

        @Override
        void set(Asking programs, String provider, String key) throws InterruptedException {
            String hex = HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
            require(programs.run(List.of(program(), "-i"),
                    "add-generic-password -U -s " + SERVICE + " -a " + provider + " -X " + hex + "\n"));
        }

        @Override
        void remove(Asking programs, String provider) throws InterruptedException {
            Result result = programs
                    .run(List.of(program(), "delete-generic-password", "-s", SERVICE, "-a", provider), "");
            if (result.code() != 0 && result.code() != NOT_FOUND) {
                throw refused(result);
            }
        }
    };

    private static final String SERVICE = "podd";
    /** Exit code of {@code security}: errSecItemNotFound. */
    private static final int NOT_FOUND = 44;

    private final String program;
    private final String missing;

    SystemKeychain(String program, String missing) {
        this.program = program;
        this.missing = missing;
    }

    /** Runs a program in the person's environment. */
    @FunctionalInterface
    interface Asking {
        Result run(List<String> command, String input) throws InterruptedException;
    }

    /** That of a system, by its name as Java has it; Windows has none that a program can read. */
    static Optional<SystemKeychain> of(String os) {
        return os.startsWith("Windows") ? Optional.empty()
                : Optional.of(os.startsWith("Mac") ? MACOS : SECRET_SERVICE);
    }

    String program() {
        return program;
    }

    /** What to say where its program is not there. */
    String missing() {
        return missing;
    }

    abstract Optional<String> find(Asking programs, String provider) throws InterruptedException;

    abstract void set(Asking programs, String provider, String key) throws InterruptedException;

    abstract void remove(Asking programs, String provider) throws InterruptedException;

    void require(Result result) {
        if (result.code() != 0) {
            throw refused(result);
        }
    }

    Optional<String> none(Result result, boolean isMissing) {
        if (isMissing) {
            return Optional.empty();
        }
        throw refused(result);
    }

    KeychainException refused(Result result) {
        String why = result.errors().lines().findFirst().orElse("exit code " + result.code());
        return new KeychainException("the keychain refused: " + why);
    }
}
