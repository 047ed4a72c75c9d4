package dev.podd.scope;

import java.util.List;

/**
 * Names of files that hold keys, which nobody means to show to a model (semantics 3.3). A manifest may lift these; a
 * deny that a person wrote it cannot.
 */
public final class DefaultDenies {
    private DefaultDenies() {}

    /** Rules that deny reading them, wherever they lie. */
    public static List<ScopeRule> rules() {
        return List.of(".env", ".env.*", "*.pem", "id_rsa*", "id_ed25519*", "id_ecdsa*", ".git/config").stream()
                .map(name -> ScopeRule.named(name, Permission.READ)).toList();
    }
}
