package dev.podd.manifest;

/** A provider that was named, and whose key is nowhere. */
public final class CredentialMissing extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final ProviderKind provider;
    private final String variable;

    CredentialMissing(ProviderKind provider, String variable, String reason) {
        super("no key for " + provider.word() + ": " + reason);
        this.provider = provider;
        this.variable = variable;
    }

    public ProviderKind provider() {
        return provider;
    }

    /** The environment variable that would be looked at; empty if only a file was named. */
    public String variable() {
        return variable;
    }
}
