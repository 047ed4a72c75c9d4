package dev.podd.provider.http;

/** A provider's key, which shows itself to nobody but the request that needs it. */
public final class ApiKey {
    private final String text;
    private final String source;

    public ApiKey(String text) {
        this(text, "");
    }

    /** @param source where it was found, for messages; empty when unknown */
    public ApiKey(String text, String source) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a key of spaces only");
        }
        this.text = text.strip();
        this.source = source;
    }

    String source() {
        return source;
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
