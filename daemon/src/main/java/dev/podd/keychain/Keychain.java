package dev.podd.keychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.sandbox.HelperProgram;
import dev.podd.sandbox.SandboxException;
import dev.podd.state.PrivateTextFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the person has given to {@code podd key set}. They are in the system's keychain; a file of Podd's own has
 * their names, so that a keychain without one is never asked and none is opened for nothing. A key that was found is kept
 * in memory until it is set anew. Safe on every thread.
 */
public final class Keychain {
    /** For one question to the keychain; one that is locked may wait for the person's password. */
    private static final Duration LIMIT = Duration.ofSeconds(3);
    /** To store a key: the person is there, and the keychain may want its password. */
    private static final Duration LIMIT_OF_CHANGE = Duration.ofMinutes(2);
    private static final int LONGEST_FILE = 64 * 1024;

    private final PrivateTextFile names;
    private final @Nullable SystemKeychain system;
    private final Map<Kept, String> found = new ConcurrentHashMap<>();

    /** @param setAt tells a key from the one before */
    private record Kept(String provider, long setAt) {}

    /**
     * @param names file of the names, which need not exist
     * @param os    name of the system ("Linux")
     */
    public Keychain(Path names, String os) {
        this.names = new PrivateTextFile(names, LONGEST_FILE);
        this.system = SystemKeychain.of(os).orElse(null);
    }

    /** The providers whose keys are there; asks no program. */
    public List<String> names() {
        List<String> all = new ArrayList<>();
        entries().fieldNames().forEachRemaining(all::add);
        return all.stream().sorted().toList();
    }

    /**
     * The key of a provider; empty where none was given. May take three seconds.
     *
     * @param environment of the person, in which the keychain is reached
     * @throws KeychainException one was given and cannot be had now
     */
    public Optional<String> find(String provider, Map<String, String> environment) {
        JsonNode setAt = entries().get(provider);
        if (setAt == null) {
            return Optional.empty();
        }
        Kept kept = new Kept(provider, setAt.asLong());
        String known = found.get(kept);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> key = asked(environment, LIMIT, (there, programs) -> there.find(programs, provider));
        key.ifPresent(text -> found.put(kept, text));
        return key;
    }

    /**
     * Keeps a key in place of the one before.
     *
     * @param at milliseconds since 1970
     * @throws KeychainException it could not be kept
     */
    public void set(String provider, String key, Map<String, String> environment, long at) {
        asked(environment, LIMIT_OF_CHANGE, (there, programs) -> {
            there.set(programs, provider, key);
            return Optional.empty();
        });
        change(all -> all.put(provider, at));
    }

    /**
     * Removes a key.
     *
     * @return whether there was one
     * @throws KeychainException it is there still
     */
    public boolean remove(String provider, Map<String, String> environment) {
        boolean isThere = entries().has(provider);
        asked(environment, LIMIT_OF_CHANGE, (there, programs) -> {
            there.remove(programs, provider);
            return Optional.empty();
        });
        change(all -> all.remove(provider));
        return isThere;
    }

    /** What a person should know of the system's keychain: the path of its program, or what is missing. */
    public Optional<String> missing(Map<String, String> environment) {
        return system == null ? Optional.of("this system has none that Podd can use")
                : program(system, environment).isPresent() ? Optional.empty() : Optional.of(system.missing());
    }

    /** Something that a keychain is asked. */
    @FunctionalInterface
    private interface Request {
        Optional<String> ask(SystemKeychain system, SystemKeychain.Asking programs) throws InterruptedException;
    }

    private Optional<String> asked(Map<String, String> environment, Duration limit, Request request) {
        missing(environment).ifPresent(why -> {
            throw new KeychainException("no keychain: " + why);
        });
        SystemKeychain there = Objects.requireNonNull(system);
        String program = program(there, environment).orElseThrow().toString();
        try {
            return request.ask(there, (words, input) -> HelperProgram.run(
                    Stream.concat(Stream.of(program), words.stream().skip(1)).toList(), environment, input, limit));
        } catch (SandboxException e) {
            throw new KeychainException(e.getMessage() + "; a keychain that is locked waits for its password", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException("the keychain was not waited for", e);
        }
    }

    private static Optional<Path> program(SystemKeychain system, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> folder.startsWith(File.separator)).map(folder -> Path.of(folder, system.program()))
                .filter(Files::isExecutable).findFirst();
    }

    private ObjectNode entries() {
        try {
            return entries(names.read());
        } catch (IOException unreadable) {
            return Json.object();
        }
    }

    private static ObjectNode entries(@Nullable String text) {
        try {
            return text != null && Json.read(text) instanceof ObjectNode all ? all : Json.object();
        } catch (JsonException damaged) {
            return Json.object();
        }
    }

    private void change(Consumer<ObjectNode> change) {
        try {
            names.change(before -> {
                ObjectNode all = entries(before);
                change.accept(all);
                return all.toPrettyString() + "\n";
            });
        } catch (IOException e) {
            throw new KeychainException("the names of keys cannot be kept in " + names.path() + ": " + e.getMessage(),
                    e);
        }
    }
}
