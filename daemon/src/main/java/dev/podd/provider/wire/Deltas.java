package dev.podd.provider.wire;

/** Joins pieces of text. A piece may end between the two halves of a surrogate pair; the first half waits for the next piece. */
final class Deltas {
    private final StringBuilder whole = new StringBuilder();
    private String half = "";

    /** Adds a piece; the text to report now, which ends with a whole character. */
    String add(String delta) {
        String text = half + delta;
        boolean isCut = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        half = isCut ? text.substring(text.length() - 1) : "";
        String shown = isCut ? text.substring(0, text.length() - 1) : text;
        whole.append(shown);
        return shown;
    }

    /** All reported text. */
    String whole() {
        return whole.toString();
    }
}
