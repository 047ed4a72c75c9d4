package dev.podd.tool.builtin;

import dev.podd.approval.OpenQuestions;
import dev.podd.language.LanguageServers;
import dev.podd.sandbox.CommandRunner;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.Tool;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes the built-in tools of one Pod. */
public final class BuiltinTools {
    /** Tools that print their most telling lines last. */
    public static final Set<String> END_MATTERS = Set.of("shell");

    /** For one call of a file or search tool, its preview apart. */
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MAX_HANGING = 16;

    private BuiltinTools() {}

    /**
     * @param servers     may be asked at any time; the tools that need them are available while they are offered
     * @param bounds      of the shell tool's commands
     * @param effects     records what they change
     * @param denied      for a search tool of that name, what of the tree it must leave out; empty for nothing
     */
    public static List<Tool> of(Workspace workspace, Tracker tracker, LanguageServers servers, CommandRunner runner,
            CommandBounds bounds, CommandEffects effects,
            Jobs jobs, OutputFolder outputs, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        PlatformWork threads = new PlatformWork(LIMIT, AT_ONCE, MAX_HANGING);
        NewDiagnostics after = new NewDiagnostics(servers, workspace);
        return List.of(new ReadTool(threads, workspace, tracker, limit),
                new WriteTool(threads, workspace, tracker, after), new EditTool(threads, workspace, tracker, after),
                new GlobTool(threads, workspace, limit, denied),
                new GrepTool(threads, workspace, runner, limit, denied),
                new ListTool(threads, workspace, limit, denied), new TodoTool(),
                new ShellTool(threads, runner, bounds, effects, workspace, outputs, limit, jobs),
                new DiagnosticsTool(threads, servers, workspace, limit, denied),
                PlacesTool.definition(threads, servers, workspace, limit, denied),
                PlacesTool.references(threads, servers, workspace, limit, denied),
                new SymbolsTool(threads, servers, workspace, limit, denied),
                new HoverTool(threads, servers, workspace), new RenameTool(threads, servers, workspace, tracker));
    }

    /** The tool that asks the persons of a Pod. */
    public static Tool ask(String pod, OpenQuestions questions) {
        return new AskTool(pod, questions);
    }
}
