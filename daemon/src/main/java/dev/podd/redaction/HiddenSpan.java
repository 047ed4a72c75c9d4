package dev.podd.redaction;

/**
 * A secret in a text.
 *
 * @param from first character
 * @param to   behind its last character
 */
record HiddenSpan(int from, int to, String kind) {
    private static final String BEGIN = "[secret: ";

    /** What is shown in its place. */
    String placeholder() {
        return BEGIN + kind + "]";
    }

    /** Where the next placeholder of a text may begin; -1 for nowhere. */
    static int next(String text, int from) {
        return text.indexOf(BEGIN, from);
    }
}
