package dev.podd.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command that was started, and whose output is being read. */
public final class RunningCommand {
    /** How long the output may stay open once the command is over or killed: as long as a process needs to die. */
    static final Duration GRACE = Duration.ofMillis(500);

    private final ProcessGuard guard;
    private final OwnedProcesses owner;
    private final Process leader;
    private final Members members;
    private final boolean endsTogether;
    private final Runnable whenOver;
    private final Confinement.Purpose purpose;
    private final InputStream output;
    private final Thread reader;
    private volatile boolean silenced;

    /** @param output the stream that is read for the listener */
    RunningCommand(ProcessGuard guard, OwnedProcesses owner, ProcessGuard.Started started,
            Confinement.Purpose purpose, InputStream output, Secrets.Redactor listener) {
        this.guard = guard;
        this.owner = owner;
        this.leader = started.leader();
        this.members = started.members();
        this.endsTogether = started.endsTogether();
        this.whenOver = started.whenOver();
        this.purpose = purpose;
        this.output = output;
        this.reader = CommandRunner.thread("output", () -> {
            Utf8Chunks.copy(output, text -> {
                if (!silenced) {
                    listener.accept(text);
                }
            });
            if (!silenced) {
                listener.close();
            }
        });
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
        guard.ended(leader);
        leader.destroyForcibly();
        members.kill(GRACE);
        leader.onExit().completeOnTimeout(leader, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
        members.kill(GRACE);
        finishOutput();
        over();
    }

    private void over() {
        whenOver.run();
        owner.remove(this);
    }

    private Ending exited() {
        if (endsTogether) {
            guard.ended(leader);
            members.kill(GRACE); // it dies without us, but perhaps not yet
            finishOutput();
            over();
            return new Ending.Exited(leader.exitValue(), 0, 0);
        }
        Members.Found found = members.find();
        guard.ended(leader);
        found.inSession().forEach(Members::kill);
        boolean mayStay = !found.detached().isEmpty() && purpose.mayLeaveProcesses() && owner.leave(members);
        if (!found.isEmpty() && !mayStay) {
            members.kill(GRACE);
        }
        finishOutput();
        over();
        return new Ending.Exited(leader.exitValue(),
                found.inSession().size() + (mayStay ? 0 : found.detached().size()),
                mayStay ? found.detached().size() : 0);
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
            // a process in a session of its own holds the other end
        }
    }
}
