package dev.podd.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Runs shell commands in a given environment, each in a session of its own under the guard. An interrupt of the waiting
 * thread, or a time limit, kills a command with all that it started.
 */
public final class CommandRunner {
    private static final int MAX_ERRORS = 4096;

    private final ProcessGuard guard;
    private final ChildEnvironment environment;

    public CommandRunner(ProcessGuard guard, ChildEnvironment environment) {
        this.guard = guard;
        this.environment = environment;
    }

    /** One whose commands do not see these variables either. */
    public CommandRunner without(Collection<String> variables) {
        return new CommandRunner(guard, environment.without(variables));
    }

    /**
     * Runs a command to its end. Standard output and errors come to {@code output} as one text, piece by piece, on a
     * thread of the runner's; nothing comes after the return.
     */
    public Ending run(Command command, Duration limit, Consumer<String> output) throws InterruptedException {
        RunningCommand running = start(command, output);
        return running.await(limit);
    }

    /** Starts a command and leaves it running. */
    public RunningCommand start(Command command, Consumer<String> output) {
        Process leader = guard.start(command, environment.variables(), false);
        closeQuietly(leader.getOutputStream());
        return new RunningCommand(guard, leader, output);
    }

    /** Runs a command that reads {@code input} and answers on standard output, of which {@code maxBytes} are kept. */
    public Reply ask(Command command, byte[] input, Duration limit, int maxBytes) throws InterruptedException {
        Process leader = guard.start(command, environment.variables(), true);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Thread writer = thread("input", () -> write(leader.getOutputStream(), input));
        Thread reader = thread("answer", () -> keep(leader.getInputStream(), answer, maxBytes));
        StringBuilder errors = new StringBuilder();
        RunningCommand running = new RunningCommand(guard, leader, leader.getErrorStream(),
                text -> errors.append(text, 0, Math.min(text.length(), MAX_ERRORS - errors.length())));
        Ending ending = running.await(limit);
        writer.join(RunningCommand.GRACE);
        reader.join(RunningCommand.GRACE);
        synchronized (answer) {
            return new Reply(ending, answer.toByteArray(), errors.toString());
        }
    }

    private static void write(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // a command need not read its input
        }
    }

    private static void keep(InputStream from, ByteArrayOutputStream to, int maxBytes) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                synchronized (to) {
                    to.write(buffer, 0, Math.min(read, maxBytes - to.size()));
                }
            }
        } catch (IOException e) {
            // the command was killed
        }
    }

    static Thread thread(String what, Runnable work) {
        return Thread.ofPlatform().daemon().name("podd-command-" + what).start(work);
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // it has ended already
        }
    }
}
