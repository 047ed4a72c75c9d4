package dev.podd.app;

import dev.podd.keychain.Keychain;
import dev.podd.log.LogException;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.manifest.Credentials;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.ManifestRequest;
import dev.podd.manifest.ProviderChoice;
import dev.podd.manifest.ProviderKind;
import dev.podd.manifest.TrustStore;
import dev.podd.pod.KeychainKeys;
import dev.podd.sandbox.NoSandbox;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Sandbox;
import dev.podd.state.Places;
import dev.podd.terminal.ExitCode;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code podd doctor}: what was found, what is missing and what mends it, a line each. Asks no model. */
@Command(name = "doctor", sortOptions = false,
        description = "Say what is there, what is missing, and what to do about it.")
final class DoctorCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;
    private final Places places;
    private final Supplier<Path> store;
    private final Supplier<Backend> daemons;
    private final Keychain keychain;
    private final McpCheck mcp;

    DoctorCommand(ProcessEnvironment environment, Places places, Supplier<Path> store, Supplier<Backend> daemons,
            McpCheck mcp) {
        this.environment = environment;
        this.places = places;
        this.store = store;
        this.daemons = daemons;
        this.keychain = new Keychain(places.keys(), environment.os());
        this.mcp = mcp;
    }

    private enum Finding {
        OK, WARN, BAD
    }

    @Override
    public Integer call() {
        Stream<Finding> found = Stream.concat(Stream.of(java(), folder("configuration", places.config()),
                folder("state", places.state()), sessions(), keys(), keychain(), trust(), model(),
                program("rg", "searches large folders faster"),
                program("git", "is what most projects ask the shell tool for"), guard(), sandbox()), servers());
        return found.toList().contains(Finding.BAD) ? ExitCode.ERROR.code() : ExitCode.FINISHED.code();
    }

    private Finding java() {
        return say(Finding.OK, "java", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private Finding folder(String name, Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return say(Finding.BAD, name, folder + " cannot be written, because of " + there
                    + "; change that, or set PODD_HOME to another folder");
        }
        return say(Finding.OK, name, folder + (there.equals(folder) ? "" : " (made when it is needed)"));
    }

    private Finding sessions() {
        try (Backend daemon = daemons.get()) {
            daemon.sessions().list(new SessionQuery(null, null, 1, null));
            return say(Finding.OK, "store", store.get().toString());
        } catch (LogException e) {
            return say(Finding.BAD, "store", String.valueOf(e.getMessage()));
        }
    }

    private Finding keys() {
        List<String> set = ProviderKind.keyVariables().stream().filter(name -> environment.variable(name) != null)
                .toList();
        if (!set.isEmpty()) {
            return say(Finding.OK, "keys", String.join(", ", set));
        }
        String none = "none of " + String.join(", ", ProviderKind.keyVariables()) + " is set";
        return keychain.names().isEmpty()
                ? say(Finding.WARN, "keys", none + "; without one, a manifest names the provider")
                : say(Finding.OK, "keys", none + "; the keychain is asked");
    }

    /** The names of what is there; none is fetched for this. */
    private Finding keychain() {
        List<String> names = keychain.names();
        return keychain.missing(environment.variables())
                .map(why -> say(names.isEmpty() ? Finding.OK : Finding.BAD, "keychain", names.isEmpty()
                        ? "not used: " + why : "keys of " + String.join(", ", names) + " are in it, but " + why))
                .orElseGet(() -> say(Finding.OK, "keychain", names.isEmpty()
                        ? "holds no key of Podd's; podd key set PROVIDER stores one"
                        : "keys of " + String.join(", ", names)));
    }

    private Finding trust() {
        Path here = environment.workingDirectory();
        String known = new TrustStore(places.trust()).answer(here)
                .map(answer -> answer ? "trusted: its .podd/pod.toml is read"
                        : "not trusted: its .podd/pod.toml is not read")
                .orElse("not asked about yet; podd run asks");
        return say(Finding.OK, "this folder", here + " is " + known);
    }

    /** Which model a Pod of this folder gets, with no manifest named. */
    private Finding model() {
        try {
            Loaded loaded = loaded();
            ProviderChoice choice = new Credentials(environment::variable,
                    new KeychainKeys(keychain, environment.variables())).choose(loaded.manifest().provider());
            String model = Objects.requireNonNullElse(choice.settings().model(), "its usual model");
            String url = choice.settings().baseUrl() == null ? ""
                    : " at " + hostOf(URI.create(choice.settings().baseUrl()));
            String key = choice.key().map(found -> ", key of " + found.source()).orElse("");
            return choice.kind() == ProviderKind.OFFLINE
                    ? say(Finding.WARN, "model", "none: answers come offline, from a search of the files")
                    : choice.kind() == ProviderKind.EDITOR
                            ? say(Finding.OK, "model",
                                    "editor, " + Objects.requireNonNullElse(choice.settings().model(),
                                            "its first model")
                                            + ": answers in VS Code with Podd's extension, nowhere else")
                    : say(Finding.OK, "model", choice.kind().word() + ", " + model + url + key);
        } catch (ManifestException wrong) {
            return say(Finding.BAD, "model", String.valueOf(wrong.getMessage()));
        }
    }

    private Loaded loaded() {
        Path here = environment.workingDirectory();
        return new ManifestLoader(places.config()).load(new ManifestRequest(here, isTrusted(), null, List.of(),
                environment.variables()));
    }

    private boolean isTrusted() {
        return new TrustStore(places.trust()).isTrusted(environment.workingDirectory());
    }

    /** Whether each MCP server of this folder's manifest answers; one that does not is no reason why Podd would not run. */
    private Stream<Finding> servers() {
        try {
            return mcp.look(loaded(), isTrusted()).stream().map(look -> say(look.answers() ? Finding.OK : Finding.WARN,
                    "mcp", (look.answers() ? look.server() + ": " : "") + look.words()));
        } catch (ManifestException wrong) {
            return Stream.empty(); // said where the model is told
        }
    }

    /** Without what may be a key in the rest of the URL. */
    private static String hostOf(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private Finding program(String name, String why) {
        return found(name).map(path -> say(Finding.OK, name, path.toString()))
                .orElseGet(() -> say(Finding.WARN, name, "not found in PATH; it " + why));
    }

    private Finding guard() {
        Optional<Path> found = found("setsid").or(() -> found("perl"));
        return found.map(path -> say(Finding.OK, "commands", "each in a session of its own, by " + path))
                .orElseGet(() -> say(Finding.BAD, "commands", "neither setsid nor perl is in PATH, so that no command"
                        + " can be run; install util-linux or perl"));
    }

    /** Found by running it, as the first command of a Pod does. */
    private Finding sandbox() {
        try (ProcessGuard guard = new ProcessGuard(Objects.requireNonNullElse(environment.variable("PATH"), ""))) {
            Sandbox found = guard.sandbox();
            return found.holds()
                    ? say(Finding.OK, "sandbox",
                            found.name() + ": in a trusted workspace, commands run within the scope"
                                    + " without a question")
                    : say(Finding.WARN, "sandbox", (found instanceof NoSandbox ? "none" : "only " + found.name())
                            + ": a command " + found.gaps() + ", and is asked about each time"
                            + reason(guard.whyNoBetterSandbox()));
        }
    }

    private static String reason(String why) {
        return why.isEmpty() ? "" : " (" + why + ")";
    }

    private Optional<Path> found(String program) {
        String path = Objects.requireNonNullElse(environment.variable("PATH"), "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    private Finding say(Finding finding, String what, String words) {
        String mark = switch (finding) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case BAD -> "bad ";
        };
        environment.screen().out().printf("%s  %-13s  %s%n", mark, what, words);
        return finding;
    }
}
