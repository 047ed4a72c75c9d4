package dev.podd.tool.builtin;

import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.CommandChanges.Found;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records what the commands of a Pod change in files, as what other tools change is recorded: when a command has ended, was
 * cancelled or ran out of time; of a job, also when a turn begins and ends and before a rewind. Safe on every thread.
 */
public final class CommandEffects {
    private static final System.Logger LOG = System.getLogger(CommandEffects.class.getName());
    private static final int MAX_NAMED = 10;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 2;
    private static final int MAX_HANGING = 4;
    /** For the last look, which the end of the Pod waits for. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final PlatformWork threads = new PlatformWork(LIMIT, AT_ONCE, MAX_HANGING);
    private final CommandChanges changes;
    private final Workspace workspace;
    private final Recorder recorder;
    private final Consumer<String> warn;
    /** What was seen first is recorded first. */
    private final ReentrantLock order = new ReentrantLock(true);

    /** @param warn takes what the person should know and no result says */
    public CommandEffects(CommandChanges changes, Workspace workspace, Recorder recorder, Consumer<String> warn) {
        this.changes = changes;
        this.workspace = workspace;
        this.recorder = recorder;
        this.warn = warn;
    }

    /** Records a change of a file that was made. */
    @FunctionalInterface
    public interface Recorder {
        /** @param call of the command; contents are null where there is no file */
        void record(String call, Path file, byte @Nullable [] before, byte @Nullable [] after)
                throws InterruptedException;
    }

    /** A command that runs to its end. */
    interface Work {
        ToolOutput run() throws InterruptedException;
    }

    /** Runs a command, records its changes, and adds to its result which of them are not recorded. */
    ToolOutput around(ToolRun run, Work command) throws InterruptedException {
        starting(run.call());
        ToolOutput output;
        try {
            output = command.run();
        } catch (InterruptedException | RuntimeException stopped) {
            stopped(run.call(), stopped);
            throw stopped;
        }
        return output.with(said(ended(run.call())));
    }

    private void stopped(String call, Exception why) throws InterruptedException {
        try {
            var _ = ended(call);
        } catch (RuntimeException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
    }

    /** A command is about to start; {@link #ended} or {@link #jobEnded} follows. */
    void starting(String call) throws InterruptedException {
        order.lockInterruptibly();
        try {
            String before = changes.latest();
            var _ = look(() -> record(before, changes.starting(call)));
        } catch (InterruptedException cancelled) {
            Thread.startVirtualThread(() -> jobEnded(call)); // it may count as started
            throw cancelled;
        } finally {
            order.unlock();
        }
    }

    /** A job has ended, or did not start. Whatever cannot be recorded is told. */
    void jobEnded(String call) {
        try {
            String said = said(ended(call));
            if (!said.isEmpty()) {
                warn.accept("a command in the background has ended." + said);
            }
        } catch (RuntimeException failed) {
            warn.accept("what a command in the background changed in files is not recorded: " + failed.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records what commands have changed so far that still run, or were stopped just now. */
    public void settle() throws InterruptedException {
        order.lockInterruptibly();
        try {
            String call = changes.latest();
            if (call != null) {
                var _ = look(() -> record(call, changes.soFar()));
            }
        } finally {
            order.unlock();
        }
    }

    /** Like {@link #settle}, for two seconds at most. */
    public void settleSoon() {
        FutureTask<Boolean> last = inBackground(() -> {
            settle();
            return true;
        });
        try {
            var _ = last.get(LAST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.log(System.Logger.Level.WARNING, "what commands changed last is not recorded", failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupt ends the wait; the changes are recorded all the same. */
    private Found ended(String call) throws InterruptedException {
        FutureTask<Found> recording = inBackground(() -> {
            order.lock();
            try {
                return look(() -> record(call, changes.ended(call)));
            } finally {
                order.unlock();
            }
        });
        try {
            return recording.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("podd-command-effects").start(task);
        return task;
    }

    private Found record(@Nullable String call, Found found) throws InterruptedException {
        for (CommandChanges.Change each : found.changes()) {
            workspace.alone(each.file(), () -> {
                recorder.record(String.valueOf(call), each.file(), each.before(), each.after());
                return each;
            });
        }
        return found;
    }

    /** Looks at files and compares contents, on a platform thread. */
    private Found look(Callable<Found> task) throws InterruptedException {
        return threads.call("shell", workspace.workingDirectory().toString(), task);
    }

    private String said(Found found) {
        return note(found) + risks(found);
    }

    /** Files from which programs run commands cannot be changed in a sandbox, but new ones can be made. */
    private String risks(Found found) {
        return found.changes().stream().filter(change -> change.before() == null)
                .flatMap(change -> ExecutionRisk.of(change.file()).stream()
                        .map(risk -> "\nMade " + workspace.name(change.file()) + ", which " + risk))
                .limit(MAX_NAMED).collect(Collectors.joining());
    }

    private String note(Found found) {
        if (found.isUnknown()) {
            return "\nWhat it changed is not recorded for review: there are too many files to compare";
        }
        List<Path> others = found.others();
        return others.isEmpty() ? "" : "\nChanged, but not recorded for review, since it is too much: "
                + Stream.concat(others.stream().limit(MAX_NAMED).map(workspace::name),
                        Stream.of(others.size() > MAX_NAMED ? (others.size() - MAX_NAMED) + " more files" : "")
                                .filter(more -> !more.isEmpty()))
                        .collect(Collectors.joining(", "));
    }
}
