package dev.podd.tool.builtin;

import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.CommandChanges.Found;
import dev.podd.workspace.GuardedPaths;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final String RUNS_ON = "a command in the background runs on.";
    private static final String BARE = "is a repository to git, which runs hooks and programs that are named there";
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
    /** At the last look. */
    private GuardedPaths.Found known = GuardedPaths.Found.NOTHING; // guarded by order
    /** What commands changed that is not recorded, and nobody was told. */
    private final SequencedSet<Path> untold = new LinkedHashSet<>(); // guarded by order
    /** What others than commands wrote since the last look. */
    private final Set<Path> elsewhere = ConcurrentHashMap.newKeySet();

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

    /**
     * Runs a command, records its changes, and adds to its result which of them are not recorded, and from which files that
     * it made programs run commands.
     */
    ToolOutput around(ToolRun run, GuardedPaths.Found before, Work command) throws InterruptedException {
        starting(run.call(), before);
        ToolOutput output;
        try {
            output = command.run();
        } catch (InterruptedException | RuntimeException stopped) {
            stopped(run.call(), stopped);
            throw stopped;
        }
        return output.with(ended(run.call()));
    }

    private void stopped(String call, Exception why) throws InterruptedException {
        try {
            tell("a command was stopped.", ended(call));
        } catch (RuntimeException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
    }

    /**
     * A command is about to start; {@link #ended} or {@link #jobEnded} follows.
     *
     * @param before what it finds guarded
     */
    void starting(String call, GuardedPaths.Found before) throws InterruptedException {
        String said;
        order.lockInterruptibly();
        try {
            String running = changes.latest();
            if (running == null) {
                known = before;
                untold.clear();
                elsewhere.clear();
            }
            said = look(() -> {
                untold.addAll(record(running, changes.starting(call)).others());
                return running == null ? "" : risks(workspace.guarded());
            });
        } catch (InterruptedException | RuntimeException | Error notStarted) {
            Thread.startVirtualThread(() -> jobEnded(call)); // it may count as started
            throw notStarted;
        } finally {
            order.unlock();
        }
        tell(RUNS_ON, said);
    }

    /** A job has ended, or did not start. Whatever cannot be recorded is told. */
    void jobEnded(String call) {
        try {
            tell("a command in the background has ended.", ended(call));
        } catch (RuntimeException failed) {
            warn.accept("what a command in the background changed in files is not recorded: " + failed.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String what, String said) {
        if (!said.isEmpty()) {
            warn.accept(what + said);
        }
    }

    /** Somebody else has given a file its content. */
    public void changedElsewhere(Path real) {
        if (changes.latest() != null) {
            elsewhere.add(real);
        }
        changes.changedElsewhere(real);
    }

    /** Records what commands have changed so far that still run, or were stopped just now. */
    public void settle() throws InterruptedException {
        String said = "";
        order.lockInterruptibly();
        try {
            String call = changes.latest();
            if (call != null) {
                said = look(() -> {
                    untold.addAll(record(call, changes.soFar()).others());
                    return risks(workspace.guarded());
                });
            }
        } finally {
            order.unlock();
        }
        tell(RUNS_ON, said);
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

    /** What is to be said of it. An interrupt ends the wait; the changes are recorded all the same, and the person is told. */
    private String ended(String call) throws InterruptedException {
        FutureTask<String> recording = inBackground(() -> {
            order.lock();
            try {
                boolean isNoneRunning = changes.latest() == null;
                return isNoneRunning ? "" : look(() -> {
                    Found found = record(call, changes.ended(call));
                    untold.addAll(found.others());
                    String said = note(found) + risks(workspace.guarded());
                    untold.clear();
                    return said;
                });
            } finally {
                order.unlock();
            }
        });
        try {
            return recording.get();
        } catch (InterruptedException cancelled) {
            var _ = inBackground(() -> {
                tell("a command was stopped.", recording.get());
                return true;
            });
            throw cancelled;
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
    private String look(Callable<String> task) throws InterruptedException {
        return threads.call("shell", workspace.workingDirectory().toString(), task);
    }

    /**
     * Files from which programs run commands cannot be changed in a sandbox, but new ones can be made: which are there since
     * the last look. To be called with {@link #order} held.
     */
    private String risks(GuardedPaths.Found now) {
        GuardedPaths.Found earlier = known;
        known = now;
        if (earlier.gap() != null) { // whoever allowed the command was told
            return "";
        }
        if (now.gap() != null) {
            return "\nWhether it made files from which programs run commands is not known: " + now.gap();
        }
        List<Path> made = now.madeSince(earlier).stream().filter(each -> !elsewhere.contains(each)).toList();
        elsewhere.clear();
        List<String> told = new ArrayList<>();
        for (Path each : made) {
            told.add("\nMade " + workspace.name(each) + ", which " + ExecutionRisk.of(each).orElse(BARE)
                    + (now.wasIn(earlier, each) ? "" : disarmed(each)));
        }
        return told.stream().limit(MAX_NAMED).collect(Collectors.joining())
                + (made.size() > MAX_NAMED ? "\nand " + (made.size() - MAX_NAMED) + " more such files" : "");
    }

    /** Nobody was asked whether programs may run from a repository that a command has made. */
    private String disarmed(Path made) {
        boolean isRepository = made.endsWith(".git") || ExecutionRisk.of(made).isEmpty();
        if (!isRepository) {
            return "";
        }
        try {
            List<String> held = workspace.disarm(made);
            return held.isEmpty() ? "" : ". Out of use until the person wants it (settings are comments, files end in"
                    + " .held-by-podd): " + held.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                    + (held.size() > MAX_NAMED ? " and " + (held.size() - MAX_NAMED) + " more" : "");
        } catch (WorkspaceException failed) {
            return ". What it names could not be put out of use: " + failed.getMessage();
        }
    }

    private String note(Found found) {
        if (found.isUnknown()) {
            return "\nWhat it changed is not recorded for review: there are too many files to compare";
        }
        return untold.isEmpty() ? "" : "\nChanged, but not recorded for review, since it is too much: "
                + Stream.concat(untold.stream().limit(MAX_NAMED).map(workspace::name),
                        Stream.of(untold.size() > MAX_NAMED ? (untold.size() - MAX_NAMED) + " more files" : "")
                                .filter(more -> !more.isEmpty()))
                        .collect(Collectors.joining(", "));
    }
}
