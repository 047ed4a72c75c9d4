package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.redaction.HiddenText;
import dev.podd.redaction.SecretScanner;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.tool.builtin.FileChange.Changed;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a file, or replaces the whole content of one that was read. */
final class WriteTool extends BuiltinTool<WriteTool.Arguments> {
    private final Workspace workspace;
    private final Tracker tracker;
    private final NewDiagnostics diagnostics;

    WriteTool(PlatformWork threads, Workspace workspace, Tracker tracker, NewDiagnostics diagnostics) {
        super(threads, "write", ToolKind.EDIT, Arguments.class,
                "Create a file, with the folders above it, or replace all of one that was read.",
                Schema.requiring("path", "content").text("path").text("content"));
        this.workspace = workspace;
        this.tracker = tracker;
        this.diagnostics = diagnostics;
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path file = workspace.writable(given.path);
        FileChange change = new FileChange(workspace, tracker, file);
        UnaryOperator<@Nullable TextFile> content = old -> old == null ? TextFile.of(given.content)
                : old.rewritten(withSecrets(old.text(), given.content));
        return PlannedCall.writing(file, "write " + workspace.name(file),
                () -> new PreparedCall.Preview(change.preview(content).diff(), null),
                run -> write(file, change, content, run));
    }

    private ToolOutput write(Path file, FileChange change, UnaryOperator<@Nullable TextFile> content, ToolRun run)
            throws InterruptedException {
        Changed changed = change.make(content, run);
        int lines = changed.after().lines().size();
        String summary = (changed.isNew() ? "created " : "replaced ") + changed.name() + changed.where() + ": " + lines
                + (lines == 1 ? " line" : " lines");
        return new ToolOutput(ToolOutcome.OK, summary, diagnostics.after(null, file, changed.isOpen()), changed.diff());
    }

    /** A model that was not shown the secrets of a file leaves them as they are, or leaves them out. */
    private static String withSecrets(String old, String content) {
        if (!HiddenText.mayHoldPlaceholder(content)) {
            return content;
        }
        HiddenText hidden = SecretScanner.hide(old);
        return !hidden.standsIn(content) ? content : hidden.restored(0, hidden.text().length(), content)
                .orElseThrow(() -> new ToolException("content does not hold the placeholders of the file as read shows"
                        + " them: each [secret: …] stands for text that you are not shown, and would be lost; use edit"
                        + " for the lines around it"))
                .fresh();
    }

    record Arguments(String path, String content) {}
}
