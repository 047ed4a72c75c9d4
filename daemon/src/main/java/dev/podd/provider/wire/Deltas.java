package dev.podd.provider.wire;

/** Text that comes in pieces; some servers cut between the two halves of a character, which nobody shall see. */
final class Deltas {
    private final StringBuilder whole = new StringBuilder();
    private String half = "";

    /** What of {@code delta}, and of what was held before, can be shown now. */
    String add(String delta) {
        String text = half + delta;
        boolean isCut = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        half = isCut ? text.substring(text.length() - 1) : "";
        String shown = isCut ? text.substring(0, text.length() - 1) : text;
        whole.append(shown);
        return shown;
    }

    /** All that was shown. */
    String whole() {
        return whole.toString();
    }
}
