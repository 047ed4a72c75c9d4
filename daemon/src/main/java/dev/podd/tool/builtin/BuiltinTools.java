package dev.podd.tool.builtin;

import dev.podd.sandbox.CommandRunner;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.Tool;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.util.List;
import java.util.Set;

/** Makes the built-in tools of one Pod. */
public final class BuiltinTools {
    /** Tools that print their most telling lines last. */
    public static final Set<String> END_MATTERS = Set.of("shell");

    private BuiltinTools() {}

    public static List<Tool> of(Workspace workspace, Tracker tracker, CommandRunner runner, Jobs jobs,
            OutputFolder outputs, FileBackedLimit limit) {
        return List.of(new ReadTool(workspace, tracker, limit), new WriteTool(workspace, tracker),
                new EditTool(workspace, tracker), new GlobTool(workspace, limit),
                new GrepTool(workspace, runner, limit),
                new ListTool(workspace, limit), new TodoTool(),
                new ShellTool(runner, workspace.workingDirectory(), outputs, limit, jobs));
    }
}
