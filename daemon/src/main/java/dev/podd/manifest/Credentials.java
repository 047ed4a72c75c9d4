package dev.podd.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider that is meant, and its key: the named variable, else the named file, else the usual variable, else
 * what the person has stored.
 */
public final class Credentials {
    /** Bytes of a file that holds a key, at most. */
    private static final int KEY_LIMIT = 64 * 1024;
    /** Those that are taken where a manifest names none, in this order. */
    private static final List<ProviderKind> USUAL = List.of(ProviderKind.ANTHROPIC, ProviderKind.OPENAI);

    private final Function<String, @Nullable String> environment;
    private final StoredKeys stored;

    /** @param environment looks up a variable */
    public Credentials(Function<String, @Nullable String> environment, StoredKeys stored) {
        this.environment = environment;
        this.stored = stored;
    }

    /**
     * The provider as named; or, where none is, the first of anthropic and openai whose usual variable is set, else the
     * first whose key is stored, else the one that needs no model.
     *
     * @throws CredentialMissing a provider is named and its key is nowhere
     */
    public ProviderChoice choose(Manifest.Provider provider) {
        if (provider.kind() != null) {
            return new ProviderChoice(provider.kind(), provider, key(provider.kind(), provider), null);
        }
        for (ProviderKind kind : USUAL) {
            Optional<String> usual = kind.usualVariable().flatMap(this::variable);
            if (usual.isPresent()) {
                return new ProviderChoice(kind, provider, key(kind, provider), null);
            }
        }
        for (ProviderKind kind : USUAL) {
            StoredKeys.Found found = stored.of(kind);
            if (found.key().isPresent() || found.problem() != null) {
                return new ProviderChoice(kind, provider, key(kind, provider), null);
            }
        }
        return new ProviderChoice(ProviderKind.OFFLINE, provider, Optional.empty(),
                "No provider is named, and neither ANTHROPIC_API_KEY nor OPENAI_API_KEY is set: "
                        + "answers come offline, from a search of the workspace, without a language model.");
    }

    private Optional<FoundKey> key(ProviderKind kind, Manifest.Provider provider) {
        if (!kind.takesKey()) {
            return Optional.empty();
        }
        Optional<FoundKey> found = Optional.ofNullable(provider.apiKeyEnv()).flatMap(this::ofVariable)
                .or(() -> Optional.ofNullable(provider.apiKeyFile()).flatMap(Credentials::ofFile))
                .or(() -> kind.usualVariable().flatMap(this::ofVariable));
        StoredKeys.Found last = found.isPresent() ? StoredKeys.Found.NOTHING : stored.of(kind);
        if (last.key().isPresent()) {
            return last.key();
        }
        boolean isNeeded = kind.usualVariable().isPresent() || provider.apiKeyEnv() != null
                || provider.apiKeyFile() != null;
        if (found.isEmpty() && (isNeeded || last.problem() != null)) {
            throw missing(kind, provider, last.problem());
        }
        return found;
    }

    private static CredentialMissing missing(ProviderKind kind, Manifest.Provider provider, @Nullable String problem) {
        String variable = Objects.requireNonNullElse(provider.apiKeyEnv(), kind.usualVariable().orElse(""));
        String reason = variable.isEmpty() ? "" : "the environment variable " + variable + " is not set";
        Path file = provider.apiKeyFile();
        String inFile = file == null ? "" : (reason.isEmpty() ? "" : " and ") + wrong(file);
        String named = reason + inFile;
        return new CredentialMissing(kind, variable,
                problem == null ? named : (named.isEmpty() ? "" : named + ", and ") + problem);
    }

    /** A file that does not exist is not named: somebody may have put the key itself there. */
    private static String wrong(Path file) {
        if (!Files.exists(file)) {
            return "the file that api_key_file names does not exist";
        }
        try {
            BoundedFile.text(file, KEY_LIMIT);
            return "the file " + file + " holds none";
        } catch (IOException e) {
            return "the file " + file + " " + e.getMessage();
        }
    }

    private Optional<FoundKey> ofVariable(String name) {
        return variable(name).map(key -> new FoundKey(key, name));
    }

    private static Optional<FoundKey> ofFile(Path file) {
        return content(file).map(key -> new FoundKey(key, file.toString()));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(BoundedFile.text(file, KEY_LIMIT).strip()).filter(value -> !value.isEmpty());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
