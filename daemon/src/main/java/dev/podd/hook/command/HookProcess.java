package dev.podd.hook.command;

import java.time.Duration;

/** Runs the command of a hook. */
@FunctionalInterface
public interface HookProcess {
    /** Gives the command its standard input and waits for its end, at most {@code limit}; then it is killed. */
    Result run(String command, byte[] input, Duration limit) throws InterruptedException;

    /** What became of a command. */
    sealed interface Result {
        /**
         * It ended by itself.
         *
         * @param output its standard output
         * @param errors the end of its standard error
         */
        record Exited(int code, String output, String errors) implements Result {}

        /** It was killed at its limit. */
        record TimedOut() implements Result {}

        /** @param why for the person */
        record NotStarted(String why) implements Result {}
    }
}
