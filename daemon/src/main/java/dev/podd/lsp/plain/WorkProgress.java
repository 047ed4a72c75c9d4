package dev.podd.lsp.plain;

/** Something that takes its time, as an editor shows it. Safe on every thread; both return at once. */
public interface WorkProgress {
    /** What it is at now; empty for nothing in particular. */
    void at(String words);

    /** It is over. */
    void end();
}
