package dev.podd.lsp.plain;

/**
 * A model that may be chosen.
 *
 * @param name        {@code provider/id}
 * @param detail      its context window and its price, as far as they are known; empty for neither
 * @param isAvailable whether its key was found, or it needs none
 */
public record ModelOffer(String name, String detail, boolean isAvailable) {
    private static final String NO_KEY = "its key is not set";

    /** All that there is to say of it. */
    String words() {
        return isAvailable ? detail : detail.isEmpty() ? NO_KEY : detail + " · " + NO_KEY;
    }
}
