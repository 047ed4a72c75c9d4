package dev.podd.manifest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a provider's key may be beside variables and files. */
@FunctionalInterface
public interface StoredKeys {
    /** Nowhere. */
    StoredKeys NONE = kind -> Found.NOTHING;

    /** Looks for the key of a provider; may take some seconds where there is one. */
    Found of(ProviderKind kind);

    /**
     * What was found.
     *
     * @param problem why a key that is there cannot be had; null for none
     */
    record Found(Optional<FoundKey> key, @Nullable String problem) {
        public static final Found NOTHING = new Found(Optional.empty(), null);
    }
}
