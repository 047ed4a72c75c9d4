package dev.podd.provider.http;

/** A provider's key, which shows itself to nobody but the request that needs it. */
public final class ApiKey {
    private final String text;

    public ApiKey(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a key of spaces only");
        }
        this.text = text.strip();
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
