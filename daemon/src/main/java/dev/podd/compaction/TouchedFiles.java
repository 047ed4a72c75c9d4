package dev.podd.compaction;

/** The files that a Pod's tools touched lately, to be shown again when the history that held them is left out. */
@FunctionalInterface
public interface TouchedFiles {
    /** No files. */
    TouchedFiles NONE = tokens -> new Shown("", () -> {});

    /**
     * Reads them as they are now, the latest first, as many as fit.
     *
     * @param tokens that they may have together
     */
    Shown within(long tokens);

    /**
     * Files as text for a model.
     *
     * @param text  empty when there are none
     * @param taken to be run when the model gets to see it: the files count as read from then on
     */
    record Shown(String text, Runnable taken) {}
}
