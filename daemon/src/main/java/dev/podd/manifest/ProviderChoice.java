package dev.podd.manifest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider that answers.
 *
 * @param settings     as the manifest has them
 * @param key          empty where none is needed
 * @param announcement what the person is told of the choice; null for nothing
 */
public record ProviderChoice(ProviderKind kind, Manifest.Provider settings, Optional<FoundKey> key,
        @Nullable String announcement) {}
