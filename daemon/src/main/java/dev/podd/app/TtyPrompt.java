package dev.podd.app;

import dev.podd.terminal.Prompt;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that this process was started from, whatever its standard streams are. Lines are read on a thread of its
 * own, since a read cannot be interrupted.
 */
final class TtyPrompt implements Prompt {
    private static final File UNIX = new File("/dev/tty");

    private final BufferedReader lines;
    private final PrintStream out;
    private final ExecutorService reader = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("podd-keys").factory());
    private @Nullable Future<@Nullable String> reading;

    TtyPrompt(InputStream keys, PrintStream out) {
        this.lines = new BufferedReader(new InputStreamReader(keys, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** @return null when there is no terminal */
    static @Nullable TtyPrompt open() {
        try {
            return new TtyPrompt(new FileInputStream(UNIX),
                    new PrintStream(new FileOutputStream(UNIX), true, StandardCharsets.UTF_8));
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public void show(String line) {
        out.print(line + "\n");
        out.flush();
    }

    @Override
    public @Nullable String line(String text) throws InterruptedException {
        Future<@Nullable String> line = fresh();
        out.print(text);
        out.flush();
        try {
            String typed = line.get();
            reading = null;
            if (typed == null) {
                show("");
            }
            return typed;
        } catch (InterruptedException withdrawn) {
            show("");
            throw withdrawn;
        } catch (ExecutionException e) {
            reading = null;
            return null;
        }
    }

    /** A read that began for a question since withdrawn goes on for this one, unless it was answered meanwhile. */
    private Future<@Nullable String> fresh() {
        Future<@Nullable String> now = reading;
        if (now == null || now.isDone()) {
            forgetWhatWasTyped();
            now = reader.submit(lines::readLine);
            reading = now;
        }
        return now;
    }

    private void forgetWhatWasTyped() {
        try {
            while (lines.ready()) {
                lines.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }
}
