package dev.podd.terminal;

import org.jspecify.annotations.Nullable;

/** The person at the keyboard, asked line by line. */
public interface Prompt {
    /** Shows a line that belongs to the question that follows. */
    void show(String line);

    /**
     * Shows {@code text} and waits for a line; what was typed before it was shown is no answer.
     *
     * @return null when nothing more will be typed
     */
    @Nullable String line(String text) throws InterruptedException;
}
