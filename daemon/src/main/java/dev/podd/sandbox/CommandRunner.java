package dev.podd.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs shell commands of one owner (a Pod) in a given environment, each in a session of its own under the guard. An
 * interrupt of the waiting thread, or a time limit, kills a command with all that it started; closing kills whatever
 * still runs.
 */
public final class CommandRunner implements AutoCloseable {
    private static final int MAX_ERRORS = 4096;

    private final ProcessGuard guard;
    private final OwnedProcesses owner;
    private final ChildEnvironment environment;
    private final Secrets secrets;

    /** One of a new owner. */
    public CommandRunner(ProcessGuard guard, ChildEnvironment environment, Secrets secrets) {
        this(guard, new OwnedProcesses(), environment, secrets);
    }

    private CommandRunner(ProcessGuard guard, OwnedProcesses owner, ChildEnvironment environment, Secrets secrets) {
        this.guard = guard;
        this.owner = owner;
        this.environment = environment;
        this.secrets = secrets;
    }

    /** One of the same owner whose commands see the variables {@code named} too, and never those that hold keys. */
    public CommandRunner with(Collection<String> named, Collection<String> keys) {
        return new CommandRunner(guard, owner, environment.with(named, keys), secrets);
    }

    /** What binds commands on this machine. */
    public Sandbox sandbox() {
        return guard.sandbox();
    }

    @Override
    public void close() {
        owner.close();
    }

    /**
     * Runs a command to its end. Standard output and errors come to {@code output} as one text without keys, piece by
     * piece, on a thread of the runner's; nothing comes after the return.
     */
    public Ending run(Command command, Confinement confinement, Duration limit, Consumer<String> output)
            throws InterruptedException {
        return start(command, confinement, output).await(limit);
    }

    /** Starts a command and leaves it running. */
    public RunningCommand start(Command command, Confinement confinement, Consumer<String> output) {
        ProcessGuard.Started started = guard.start(command, confinement, environment.variables(secrets), false);
        closeQuietly(started.leader().getOutputStream());
        return owned(new RunningCommand(guard, owner, started, confinement.purpose(),
                started.leader().getInputStream(), secrets.new Redactor(output)));
    }

    /**
     * Starts a command that is spoken with. The caller reads what it says on standard output, and must do so to its end.
     *
     * @param more   variables that it gets beside the usual ones, keys too
     * @param errors what it says on standard error, without keys, on a thread of the runner's
     */
    public Conversation converse(Command command, Confinement confinement, Map<String, String> more,
            Consumer<String> errors) {
        Map<String, String> variables = new TreeMap<>(environment.variables(secrets));
        variables.putAll(more);
        ProcessGuard.Started started = guard.start(command, confinement, variables, true);
        Process leader = started.leader();
        RunningCommand running = owned(new RunningCommand(guard, owner, started, confinement.purpose(),
                leader.getErrorStream(), secrets.new Redactor(errors)));
        return new Conversation(running, leader.getOutputStream(), leader.getInputStream());
    }

    private RunningCommand owned(RunningCommand command) {
        if (!owner.add(command)) {
            command.kill();
            throw new SandboxException("the Pod that would run a command is closed");
        }
        return command;
    }

    /** Runs a command that reads {@code input} and answers on standard output, of which {@code maxBytes} are kept; of its errors, the end. */
    public CommandReply ask(Command command, Confinement confinement, byte[] input, Duration limit, int maxBytes)
            throws InterruptedException {
        ProcessGuard.Started started = guard.start(command, confinement, environment.variables(secrets), true);
        Process leader = started.leader();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Thread writer = thread("input", () -> write(leader.getOutputStream(), input));
        Thread reader = thread("answer", () -> keep(leader.getInputStream(), answer, maxBytes));
        StringBuilder errors = new StringBuilder();
        RunningCommand running = owned(new RunningCommand(guard, owner, started, confinement.purpose(),
                leader.getErrorStream(),
                secrets.new Redactor(text -> addToEnd(errors, text))));
        Ending ending = running.await(limit);
        writer.join(RunningCommand.GRACE);
        reader.join(RunningCommand.GRACE);
        synchronized (answer) {
            return new CommandReply(ending, answer.toByteArray(), errors.toString());
        }
    }

    /** What a command says last is why it failed. */
    private static void addToEnd(StringBuilder errors, String text) {
        errors.append(text);
        int start = Math.max(0, errors.length() - MAX_ERRORS);
        boolean isCut = start > 0 && Character.isLowSurrogate(errors.charAt(start));
        errors.delete(0, isCut ? start + 1 : start);
    }

    private static void write(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // a command need not read its input
        }
    }

    static void keep(InputStream from, ByteArrayOutputStream to, int maxBytes) {
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
