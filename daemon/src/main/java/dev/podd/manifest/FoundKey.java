package dev.podd.manifest;

/**
 * A provider's key and the place where it was found. The key does not show itself: only {@link #reveal} hands it out, for a
 * request's header.
 */
public final class FoundKey {
    private final String secret;
    private final String source;

    /** @param source where the key was found, for messages: a variable's name or a file */
    public FoundKey(String secret, String source) {
        this.secret = secret;
        this.source = source;
    }

    public String reveal() {
        return secret;
    }

    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return "(key of " + source + ")";
    }
}
