package dev.podd.terminal;

/** The key that stops what runs (Ctrl-C). */
@FunctionalInterface
public interface Interrupts {
    /** From here on the first press runs {@code stop}; a second one ends the process at once. */
    void stopWith(Runnable stop);
}
