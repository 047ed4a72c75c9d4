package dev.podd.json;

/** What the tree of a JSON text would take in memory, before it is made. */
public final class TreeSize {
    /** Of one value or member, about. */
    private static final int NODE_BYTES = 80;
    /** More than any sensible document has; a few of these have room at once. */
    private static final long MAX_BYTES = 48L << 20;

    private TreeSize() {}

    /** Whether it is so much that the text must not be read into a tree. Commas within texts count too. */
    public static boolean isTooLarge(String json) {
        long nodes = 1;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == ',' || c == '[' || c == '{' || c == ':') {
                nodes++;
            }
        }
        return json.length() + nodes * NODE_BYTES > MAX_BYTES;
    }
}
