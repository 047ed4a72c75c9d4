package dev.podd.hook.command;

import java.time.Duration;

/** Runs the command of a hook. */
@FunctionalInterface
public interface HookProcess {
    /** Gives the command its standard input and waits for its end, at most {@code limit}; then it is killed. */
    Result run(String command, byte[] input, Duration limit) throws InterruptedException;

    /** How it ended; {@code output} is its standard output. */
    record Result(int exit, String output, boolean timedOut) {}
}
