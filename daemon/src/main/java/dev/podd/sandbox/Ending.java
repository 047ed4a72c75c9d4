package dev.podd.sandbox;

import java.time.Duration;

/** How a command came to its end. */
public sealed interface Ending {
    /**
     * It ended by itself, a signal counting as 128 and its number.
     *
     * @param leftRunning how many processes it had left behind; they were killed
     * @param detached    how many it had put into sessions of their own; they run on until the owner is closed
     */
    record Exited(int code, int leftRunning, int detached) implements Ending {}

    /** It did not end in time and was killed with all that it had started. */
    record TimedOut(Duration limit) implements Ending {}
}
