package dev.podd.manifest;

/** A provider's key, which does not show itself: only {@link #reveal} hands it out, for a request's header. */
public final class ApiKey {
    private final String secret;

    public ApiKey(String secret) {
        this.secret = secret;
    }

    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return "(key)";
    }
}
