package dev.podd.app;

import dev.podd.keychain.Keychain;
import dev.podd.keychain.KeychainException;
import dev.podd.manifest.ProviderKind;
import dev.podd.terminal.ExitCode;
import java.io.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podd key}: keys of providers in the system's keychain. A key is typed unseen or piped in, never an argument. */
@Command(name = "key", sortOptions = false,
        description = "Keep a provider's key in the system's keychain, where no file and no variable holds it.",
        footer = {"",
            "Where a key is looked for: api_key_env, api_key_file, the provider's usual variable, then here."})
final class KeyCommand {
    private static final int LONGEST = 8192;

    private final ProcessEnvironment environment;
    private final Keychain keychain;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    KeyCommand(ProcessEnvironment environment, Keychain keychain) {
        this.environment = environment;
        this.keychain = keychain;
    }

    @Command(name = "set", sortOptions = false,
            description = "Store a key in place of the one before: typed at the prompt, or piped in.")
    int set(@Parameters(index = "0", paramLabel = "PROVIDER",
            description = "anthropic, openai, openai-compatible.") String provider,
            @Parameters(index = "1", arity = "0..1", hidden = true) @Nullable String key)
            throws InterruptedException {
        require(provider);
        if (key != null) {
            throw new ParameterException(spec.commandLine(),
                    "The key is not taken from the command line, where others and"
                            + " your shell's history see it: type it when you are asked, or pipe it in");
        }
        String typed = environment.isTypedAt() ? typed(provider) : piped();
        try {
            keychain.set(provider, typed, environment.variables(), environment.clock().millis());
        } catch (KeychainException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        environment.screen().out().println("the key of " + provider + " is in the keychain");
        return ExitCode.FINISHED.code();
    }

    @Command(name = "remove", sortOptions = false, description = "Remove a key.")
    int remove(@Parameters(paramLabel = "PROVIDER", description = "Whose key.") String provider) {
        require(provider);
        boolean wasThere;
        try {
            wasThere = keychain.remove(provider, environment.variables());
        } catch (KeychainException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        if (!wasThere) {
            throw new CommandFailed("podd key has stored none of " + provider);
        }
        environment.screen().out().println("the key of " + provider + " is removed");
        return ExitCode.FINISHED.code();
    }

    @Command(name = "list", sortOptions = false, description = "Whose keys are stored; no key is shown.")
    int list() {
        keychain.names().forEach(environment.screen().out()::println);
        return ExitCode.FINISHED.code();
    }

    private void require(String provider) {
        List<String> known = Arrays.stream(ProviderKind.values())
                .filter(kind -> kind.isAvailable() && kind.takesKey()).map(ProviderKind::word).toList();
        if (!known.contains(provider)) {
            throw new ParameterException(spec.commandLine(), "There is no provider \"" + provider
                    + "\" that takes a key; there are " + known.stream().collect(Collectors.joining(", ")));
        }
    }

    private static String typed(String provider) {
        Console console = Objects.requireNonNull(System.console()); // there since Java 22, with no terminal too
        char[] key = console.isTerminal() ? console.readPassword("Key of %s (it is not shown): ", provider) : null;
        if (key == null) {
            throw new CommandFailed("there is no terminal to type the key at; pipe it in");
        }
        return checked(new String(key));
    }

    private String piped() throws InterruptedException {
        return checked(new PipedInput(environment).text());
    }

    private static String checked(String key) {
        String text = key.strip();
        if (text.isEmpty()) {
            throw new CommandFailed("the key is empty; nothing was stored");
        }
        if (text.length() > LONGEST || text.chars().anyMatch(each -> each <= ' ' || each > '~')) {
            throw new CommandFailed("that is no key: one is a single word of at most " + LONGEST
                    + " letters, digits and signs; nothing was stored");
        }
        return text;
    }
}
