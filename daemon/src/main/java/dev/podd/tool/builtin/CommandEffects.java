package dev.podd.tool.builtin;

import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records what a command changed in files, as what other tools change is recorded. */
final class CommandEffects {
    private static final int MAX_NAMED = 10;

    private final PlatformWork threads;
    private final CommandChanges changes;
    private final Workspace workspace;

    CommandEffects(PlatformWork threads, CommandChanges changes, Workspace workspace) {
        this.threads = threads;
        this.changes = changes;
        this.workspace = workspace;
    }

    /** A command that runs to its end. */
    interface Work {
        ToolOutput run() throws InterruptedException;
    }

    /** Runs a command, records its changes, and adds to its result which of them are not recorded. */
    ToolOutput around(ToolRun run, Work command) throws InterruptedException {
        look(() -> {
            changes.starting();
            return true;
        });
        ToolOutput output;
        try {
            output = command.run();
        } catch (InterruptedException | RuntimeException stopped) {
            changes.forgetStarted();
            throw stopped;
        }
        CommandChanges.Found found = look(changes::ended);
        for (CommandChanges.Change each : found.changes()) {
            workspace.alone(each.file(), () -> {
                run.fileChange(each.file(), each.before(), each.after(), () -> {}); // it is made already
                return true;
            });
        }
        return output.with(note(found) + risks(found));
    }

    /** Files from which programs run commands cannot be changed in a sandbox, but new ones can be made. */
    private String risks(CommandChanges.Found found) {
        return found.changes().stream().filter(change -> change.before() == null)
                .flatMap(change -> ExecutionRisk.of(change.file()).stream()
                        .map(risk -> "\nMade " + workspace.name(change.file()) + ", which " + risk))
                .limit(MAX_NAMED).collect(Collectors.joining());
    }

    private <T> T look(Callable<T> task) throws InterruptedException {
        return threads.call("shell", workspace.workingDirectory().toString(), task);
    }

    private String note(CommandChanges.Found found) {
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
