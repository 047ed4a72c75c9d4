package dev.podd.pod;

import dev.podd.keychain.Keychain;
import dev.podd.keychain.KeychainException;
import dev.podd.manifest.FoundKey;
import dev.podd.manifest.ProviderKind;
import dev.podd.manifest.StoredKeys;
import java.util.Map;
import java.util.Optional;

/** The keys of the system's keychain, as one person's programs reach it. */
public final class KeychainKeys implements StoredKeys {
    private final Keychain keychain;
    private final Map<String, String> environment;

    /** @param environment of the person */
    public KeychainKeys(Keychain keychain, Map<String, String> environment) {
        this.keychain = keychain;
        this.environment = environment;
    }

    @Override
    public Found of(ProviderKind kind) {
        try {
            return new Found(keychain.find(kind.word(), environment).map(key -> new FoundKey(key, "the keychain")),
                    null);
        } catch (KeychainException e) {
            return new Found(Optional.empty(), "its key is in the keychain, but " + e.getMessage());
        }
    }
}
