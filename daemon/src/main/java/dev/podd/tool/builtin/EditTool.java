package dev.podd.tool.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.tool.builtin.FileChange.Changed;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Replaces exact text in a file: all replacements of a call, one after the other, or none. */
final class EditTool extends BuiltinTool<EditTool.Arguments> {
    private final Workspace workspace;
    private final Tracker tracker;
    private final NewDiagnostics diagnostics;

    EditTool(PlatformWork threads, Workspace workspace, Tracker tracker, NewDiagnostics diagnostics) {
        super(threads, "edit", ToolKind.EDIT, Arguments.class,
                "Replace exact text in a file that was read: all edits, in order, or none. Each old_string must occur "
                        + "once, unless replace_all.",
                Schema.requiring("path", "edits").text("path").list("edits",
                        Schema.requiring("old_string", "new_string")
                                .text("old_string").text("new_string").flag("replace_all")));
        this.workspace = workspace;
        this.tracker = tracker;
        this.diagnostics = diagnostics;
    }

    @Override
    PlannedCall plan(Arguments given) {
        if (given.edits.isEmpty()) {
            throw new ToolException("edit needs at least one of edits");
        }
        Path file = workspace.writable(given.path);
        UnaryOperator<@Nullable TextFile> edits = edits(given.path, replacements(given.edits));
        FileChange change = new FileChange(workspace, tracker, file);
        return PlannedCall.writing(file, "edit " + workspace.name(file), () -> change.preview(edits).preview(),
                run -> edit(file, change, edits, given.edits.size(), run));
    }

    private ToolOutput edit(Path file, FileChange change, UnaryOperator<@Nullable TextFile> edits, int count,
            ToolRun run) throws InterruptedException {
        Changed changed = change.make(edits, run);
        String summary = "edited " + changed.name() + changed.where() + (count == 1 ? "" : " (" + count + " edits)")
                + ": now reads";
        String snippet = Snippet.around(changed.after().lines(), changed.places());
        return new ToolOutput(ToolOutcome.OK, summary, diagnostics.after(snippet, file, changed.isOpen()),
                changed.diff());
    }

    private static List<Replacement> replacements(List<Edit> edits) {
        int all = edits.size();
        return IntStream.range(0, all).mapToObj(
                i -> new Replacement(edits.get(i), all == 1 ? "" : "edit " + (i + 1) + " of " + all + ": ")).toList();
    }

    private static UnaryOperator<@Nullable TextFile> edits(String path, List<Replacement> replacements) {
        return old -> {
            if (old == null) {
                throw new ToolException(path + " does not exist: use write to make it");
            }
            TextFile file = old;
            for (Replacement each : replacements) {
                file = each.applyTo(file);
            }
            return file;
        };
    }

    record Arguments(String path, List<Edit> edits) {}

    /** One replacement, as the model asks for it. */
    record Edit(@JsonProperty("old_string") @Nullable String oldString,
            @JsonProperty("new_string") @Nullable String newString,
            @JsonProperty("replace_all") @Nullable Boolean replaceAll) {}
}
