package dev.podd.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command that was started, and whose output is being read. */
public final class RunningCommand {
    /** How long the output may stay open once the command is over or killed: as long as a process needs to die. */
    static final Duration GRACE = Duration.ofMillis(500);

    private final ProcessGuard guard;
    private final Process leader;
    private final InputStream output;
    private final Thread reader;
    private volatile boolean silenced;

    RunningCommand(ProcessGuard guard, Process leader, Consumer<String> listener) {
        this(guard, leader, leader.getInputStream(), listener);
    }

    RunningCommand(ProcessGuard guard, Process leader, InputStream output, Consumer<String> listener) {
        this.guard = guard;
        this.leader = leader;
        this.output = output;
        this.reader = CommandRunner.thread("output", () -> Utf8Chunks.copy(output, text -> {
            if (!silenced) {
                listener.accept(text);
            }
        }));
    }

    /** Waits for the end; when {@code limit} is over, or the caller is interrupted, the command is killed. */
    public Ending await(Duration limit) throws InterruptedException {
        try {
            if (!leader.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                kill();
                return new Ending.TimedOut(limit);
            }
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
        return exited();
    }

    /** Waits for the end, however long it takes. */
    public Ending await() throws InterruptedException {
        leader.waitFor();
        return exited();
    }

    public boolean isAlive() {
        return leader.isAlive();
    }

    /** Kills it with all that it started, and waits until that is done. */
    public void kill() {
        guard.kill(leader);
        leader.destroyForcibly();
        leader.onExit().completeOnTimeout(leader, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
        finishOutput();
    }

    private Ending exited() {
        int stragglers = Stragglers.count(leader.pid());
        if (stragglers > 0) {
            guard.kill(leader);
        } else {
            guard.ended(leader);
        }
        finishOutput();
        return new Ending.Exited(leader.exitValue(), stragglers);
    }

    /** Not interruptible: it lasts no longer than the grace. */
    private void finishOutput() {
        boolean interrupted = false;
        long end = System.nanoTime() + GRACE.toNanos();
        while (reader.isAlive() && System.nanoTime() < end) {
            try {
                reader.join(GRACE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        silenced = true;
        if (reader.isAlive()) {
            closeQuietly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly() {
        try {
            output.close();
        } catch (IOException e) {
            // whoever holds the other end does so in a session of its own
        }
    }
}
