package dev.podd.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Text on standard input, read to its end, where that is no keyboard. */
final class PipedInput {
    private static final int MI = 1 << 20;
    private static final int LIMIT = 4 * MI;
    private static final long SECONDS_UNTIL_NOTE = 2;

    private final ProcessEnvironment environment;

    PipedInput(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /** The text without blanks at its ends; tells the person when it does not end soon. */
    String text() throws InterruptedException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> environment.in().readNBytes(LIMIT + 1));
        Thread.ofPlatform().daemon().name("podd-stdin").start(reading);
        try {
            return decoded(read(reading));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? new UncheckedIOException("standard input: " + io.getMessage(), io)
                    : new IllegalStateException(e.getCause());
        }
    }

    private byte[] read(FutureTask<byte[]> reading) throws ExecutionException, InterruptedException {
        try {
            return reading.get(SECONDS_UNTIL_NOTE, TimeUnit.SECONDS);
        } catch (TimeoutException stillOpen) {
            environment.screen().err().println("podd: reads standard input to its end (</dev/null if there is none)");
            environment.screen().err().flush();
            return reading.get();
        }
    }

    private static String decoded(byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new CommandFailed("standard input holds more than " + LIMIT / MI
                    + " MiB; put it into a file of this folder and name that");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
