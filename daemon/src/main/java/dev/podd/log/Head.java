package dev.podd.log;

/**
 * The end of a segment: how many entries it has, and the hash of the last in lowercase hex. Equal heads of one segment
 * have equal pasts.
 */
public record Head(String segment, long count, String hash) {
    /** The head of a session to which nothing was ever written. */
    public static final Head NONE = new Head("", 0, "");

    /** Id of the entry that is the head. */
    public String entry() {
        return segment + "." + count;
    }
}
