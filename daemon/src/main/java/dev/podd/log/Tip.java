package dev.podd.log;

/** Where a session stands after an append: the head of its active segment, and the state of the entries up to it. */
public record Tip(Head head, SessionState state) {
    /** Of a session to which nothing was ever written. */
    public static final Tip NONE = new Tip(Head.NONE, SessionState.NONE);
}
