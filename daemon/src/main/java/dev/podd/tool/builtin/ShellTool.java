package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.item.Utf8;
import dev.podd.sandbox.Command;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.Ending;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.Containment;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in the working directory. Jobs left running in the background are seen and ended by the words that a
 * shell has for them, {@code jobs} and {@code kill %1}, which mean nothing to a fresh shell and are answered here.
 */
final class ShellTool extends BuiltinTool<ShellTool.Arguments> {
    private static final int DEFAULT_SECONDS = 120;
    private static final int MAX_SECONDS = 600;
    /** As many as Linux takes for one argument of a program. */
    private static final int MAX_COMMAND = 128 * 1024 - 1;
    private static final int MAX_NAMED = 10;

    private final CommandRunner runner;
    private final PlatformWork threads;
    private final CommandBounds bounds;
    private final CommandEffects effects;
    private final Workspace workspace;
    private final Path folder;
    private final Jobs jobs;
    private final OutputFolder outputs;
    private final FileBackedLimit limit;

    ShellTool(PlatformWork threads, CommandRunner runner, CommandBounds bounds, CommandEffects effects,
            Workspace workspace,
            OutputFolder outputs,
            FileBackedLimit limit,
            Jobs jobs) {
        super("shell", ToolKind.EXECUTE, Arguments.class,
                "Run a sh command in the working directory; nothing is typed in. timeout: seconds, 120 by default, 600 "
                        + "at most. background: it goes on running, its output in a file; the command `jobs` then lists"
                        + " what runs so, `kill %1` ends one.",
                Schema.requiring("command").text("command").integer("timeout").flag("background"));
        this.runner = runner;
        this.threads = threads;
        this.bounds = bounds;
        this.effects = effects;
        this.workspace = workspace;
        this.folder = workspace.workingDirectory();
        this.outputs = outputs;
        this.limit = limit;
        this.jobs = jobs;
    }

    @Override
    PlannedCall plan(Arguments given) {
        int seconds = given.timeout == null ? DEFAULT_SECONDS : given.timeout;
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new ToolException("timeout is " + seconds + " seconds; it must be 1 to " + MAX_SECONDS
                    + "; what takes longer can run in the background");
        }
        String title = "shell: " + PlannedCall.shortened(given.command);
        Optional<PlannedCall.Work> aboutJobs = jobs.understand(given.command);
        if (aboutJobs.isPresent()) {
            return PlannedCall.running(given.command, false, title, bounds::ofNothing, aboutJobs.get());
        }
        if (Utf8.length(given.command) > MAX_COMMAND) {
            throw new ToolException("a command has at most " + MAX_COMMAND + " bytes; write the text to a file first");
        }
        Command command = new Command(given.command, folder);
        Judged judged = new Judged();
        return PlannedCall.running(given.command, true, title, judged::containment,
                Boolean.TRUE.equals(given.background)
                        ? run -> startJob(command, judged, run.call())
                        : run -> runToEnd(command, judged, Duration.ofSeconds(seconds), run));
    }

    /**
     * What was known of a call's sandbox when it was decided whether the call may run. Files may have changed since: the
     * command is bound by what is there when it runs, and does not run where that binds it less.
     */
    private final class Judged {
        private volatile @Nullable Containment known;

        Containment containment() {
            Containment now = look(bounds::containment);
            known = now;
            return now;
        }

        CommandBounds.Bound bound() {
            CommandBounds.Bound bound = look(bounds::now);
            Containment then = known;
            if (then != null && then.runsUnasked() && !bound.containment().runsUnasked()) {
                bound.close();
                throw new ToolException("not run: the sandbox held when this call was allowed, and does not now ("
                        + bound.containment().words() + "). The same call again will be asked about");
            }
            return bound;
        }

        /** On a platform thread, since it looks through the workspace. */
        private <T> T look(Supplier<T> asked) {
            return PlannedCall.soon(threads, name(), folder.toString(), asked);
        }
    }

    private ToolOutput startJob(Command command, Judged judged, String call) throws InterruptedException {
        CommandBounds.Bound bound = judged.bound();
        try {
            return bound.confinement() instanceof Confinement.Sandboxed ? startSandboxed(command, bound, call)
                    : jobs.start(runner, command, bound.confinement(), call, bound::close);
        } catch (InterruptedException | RuntimeException e) {
            bound.close();
            throw e;
        }
    }

    private ToolOutput startSandboxed(Command command, CommandBounds.Bound bound, String call)
            throws InterruptedException {
        effects.starting(call, bound.guarded());
        try {
            return jobs.start(runner, command, bound.confinement(), call, () -> {
                bound.close();
                effects.jobEnded(call);
            });
        } catch (RuntimeException e) {
            effects.jobEnded(call);
            throw e;
        }
    }

    private ToolOutput runToEnd(Command command, Judged judged, Duration timeout, ToolRun run)
            throws InterruptedException {
        try (CommandBounds.Bound bound = judged.bound()) {
            if (!(bound.confinement() instanceof Confinement.Sandboxed)) {
                return run(command, bound, timeout, run);
            }
            return effects.around(run, bound.guarded(), () -> run(command, bound, timeout, run));
        }
    }

    private ToolOutput run(Command command, CommandBounds.Bound bound, Duration timeout, ToolRun run)
            throws InterruptedException {
        try (Printed printed = new Printed(outputs, run.call(), limit.maxBytes(name()))) {
            run.ifCancelled(() -> cancelled(command, printed.body()));
            ToolOutput output = result(command, shown(command, bound, timeout, printed, run), printed.body());
            return output.outcome() == ToolOutcome.OK || bound.unsaved().isEmpty() ? output
                    : output.with(unsaved(bound.unsaved()));
        }
    }

    /** Why a command may have failed to write a file: what it could have written is not what the person has typed. */
    private String unsaved(Set<Path> files) {
        return "\nNot saved in the editor, so that commands see what is typed there and cannot write it (the tool edit"
                + " can): " + files.stream().map(workspace::name).sorted().limit(MAX_NAMED)
                        .collect(Collectors.joining(", "))
                + (files.size() > MAX_NAMED ? ", and " + (files.size() - MAX_NAMED) + " more" : "");
    }

    /** All output has been shown when this returns. */
    private Ending shown(Command command, CommandBounds.Bound bound, Duration timeout, Printed printed, ToolRun run)
            throws InterruptedException {
        try (LiveOutput live = new LiveOutput(run::output)) {
            return runner.run(command, bound.confinement(), timeout, text -> {
                printed.add(text);
                live.add(text);
            });
        }
    }

    private static ToolOutput cancelled(Command command, @Nullable String body) {
        return new ToolOutput(ToolOutcome.CANCELLED, PlannedCall.shortened(command.text())
                + ": cancelled before it ended and killed; part of its effect may stay", body, null);
    }

    private static ToolOutput result(Command command, Ending ending, @Nullable String body) {
        return switch (ending) {
            case Ending.Exited exited -> new ToolOutput(exited.code() == 0 ? ToolOutcome.OK : ToolOutcome.ERROR,
                    PlannedCall.shortened(command.text()) + ": exit code " + exited.code() + leftRunning(exited)
                            + detached(exited),
                    body, null);
            case Ending.TimedOut late -> ToolOutput.error(PlannedCall.shortened(command.text()) + ": killed after "
                    + late.limit().toSeconds() + " seconds, with all that it had started", body);
        };
    }

    private static String leftRunning(Ending.Exited exited) {
        return switch (exited.leftRunning()) {
            case 0 -> "";
            case 1 -> "\n1 process that it left running was killed; background keeps one";
            default -> "\n" + exited.leftRunning()
                    + " processes that it left running were killed; background keeps them";
        };
    }

    private static String detached(Ending.Exited exited) {
        return switch (exited.detached()) {
            case 0 -> "";
            case 1 -> "\n1 process is in a session of its own and runs on until this Pod is closed";
            default -> "\n" + exited.detached()
                    + " processes are in sessions of their own and run on until this Pod is closed";
        };
    }

    record Arguments(String command, @Nullable Integer timeout, @Nullable Boolean background) {}
}
