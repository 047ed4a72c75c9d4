package dev.podd.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of the person's system that Podd itself asks something, with words that Podd chose; nothing of it comes from
 * a model. It is not confined.
 */
public final class HelperProgram {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private HelperProgram() {}

    /**
     * How it ended.
     *
     * @param out    what it printed, its first 64 KiB
     * @param errors what it complained of
     */
    public record Result(int code, String out, String errors) {
        /** Without what it printed, which may be secret. */
        @Override
        public String toString() {
            return "Result[code=" + code + ", errors=" + errors + "]";
        }
    }

    /**
     * Runs it to its end.
     *
     * @param environment all that it sees
     * @throws SandboxException it could not be started, or did not end within {@code limit} and was killed
     */
    public static Result run(List<String> command, Map<String, String> environment, String input, Duration limit)
            throws InterruptedException {
        Process process = started(command, environment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Thread reader = CommandRunner.thread("answer",
                () -> CommandRunner.keep(process.getInputStream(), out, LONGEST_ANSWER));
        Thread complaints = CommandRunner.thread("errors",
                () -> CommandRunner.keep(process.getErrorStream(), errors, LONGEST_ANSWER));
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it need not read its input
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SandboxException(
                        command.getFirst() + " gave no answer within " + limit.toSeconds() + " seconds");
            }
            reader.join(RunningCommand.GRACE);
            complaints.join(RunningCommand.GRACE);
            return new Result(process.exitValue(), text(out), text(errors).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process started(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SandboxException(command.getFirst() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
