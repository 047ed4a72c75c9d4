package dev.podd.tool.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.buffer.Text;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.language.LanguageServers;
import dev.podd.language.Renaming;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives a symbol another name wherever it is used, as the editor's language servers say, one document after the other: in all
 * files or, as far as that can be done, in none. The servers are asked again before the edit, since earlier calls and the
 * person may have changed something; files that were not asked for permission are never changed.
 */
final class RenameTool extends LanguageTool<RenameTool.Arguments> {
    private static final int MAX_FILES = 500;

    private final Workspace workspace;
    private final Tracker tracker;

    RenameTool(PlatformWork threads, LanguageServers servers, Workspace workspace, Tracker tracker) {
        super(threads, servers, "rename", ToolKind.EDIT, Arguments.class,
                "Rename the symbol that is named near a line of a file, everywhere, by the editor's language server.",
                Schema.requiring("path", "symbol", "new_name").text("path").text("symbol").integer("line")
                        .text("new_name"));
        this.workspace = workspace;
        this.tracker = tracker;
    }

    @Override
    PlannedCall plan(Arguments given) throws InterruptedException {
        Path file = workspace.readable(given.path);
        Set<Path> files = new TreeSet<>(byFile(ask(file, given), given).keySet());
        Path first = files.contains(file) ? file : files.iterator().next();
        return PlannedCall.writing(first, "rename " + PlannedCall.shortened(given.symbol) + " to "
                + PlannedCall.shortened(given.newName) + " in " + Shown.counted(files.size(), "file"),
                () -> preview(file, given), run -> rename(file, given, files, run)).alsoWriting(files);
    }

    /** By real path, sorted. */
    private Map<Path, List<Renaming.Edit>> byFile(Renaming renaming, Arguments given) {
        Map<Path, List<Renaming.Edit>> edits = new TreeMap<>();
        renaming.edits().forEach((named, list) -> edits
                .computeIfAbsent(workspace.writable(named.toString()), real -> new ArrayList<>()).addAll(list));
        if (edits.isEmpty()) {
            throw new ToolException("the language server changes nothing to rename " + given.symbol);
        }
        if (edits.size() > MAX_FILES) {
            throw new ToolException("renaming " + given.symbol + " would change " + edits.size() + " files; at most "
                    + MAX_FILES + " can be changed by one call");
        }
        return edits;
    }

    private Renaming ask(Path file, Arguments given) throws InterruptedException {
        if (given.newName.isBlank()) {
            throw new ToolException("new_name is empty");
        }
        return servers.rename(NamedSpot.of(workspace, file, given.symbol, given.line).spot(), given.newName.strip());
    }

    /** One file, before and after. */
    private record Change(Path file, TextFile before, TextFile after) {
        LineDiff difference() {
            return LineDiff.of(before.text(), after.text());
        }

        /** What takes it back. */
        @SuppressWarnings("ArgumentSelectionDefectChecker") // the other way round is what is meant
        Change back() {
            return new Change(file, after, before);
        }
    }

    private List<Change> changes(Path file, Arguments given) throws InterruptedException {
        Renaming renaming = ask(file, given);
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Path, List<Renaming.Edit>> each : byFile(renaming, given).entrySet()) {
            TextFile before = TextFile.of(workspace.read(each.getKey())).orElseThrow(
                    () -> new ToolException(workspace.name(each.getKey()) + " is no text"));
            changes.add(new Change(each.getKey(), before, before.edited(edits(each, before, renaming))));
        }
        return changes;
    }

    private List<TextFile.Edit> edits(Map.Entry<Path, List<Renaming.Edit>> file, TextFile before, Renaming renaming) {
        Text text = Text.of(before.text());
        List<TextFile.Edit> edits = file.getValue().stream()
                .map(each -> new TextFile.Edit(text.offset(each.range().start(), renaming.encoding()),
                        text.offset(each.range().end(), renaming.encoding()), each.text()))
                .sorted(Comparator.comparingInt(TextFile.Edit::start)).toList();
        for (int i = 0; i < edits.size(); i++) {
            TextFile.Edit edit = edits.get(i);
            if (edit.end() < edit.start() || (i > 0 && edit.start() < edits.get(i - 1).end())) {
                throw new ToolException("the language server's edits of " + workspace.name(file.getKey())
                        + " overlap; nothing is changed");
            }
        }
        return edits;
    }

    private PreparedCall.Preview preview(Path file, Arguments given) {
        try {
            List<Change> changes = changes(file, given);
            return new PreparedCall.Preview(diff(changes), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was stopped before it was known what it would do");
        }
    }

    private String diff(List<Change> changes) {
        return String.join("\n", changes.stream()
                .map(each -> each.difference().unified(workspace.name(each.file()))).toList());
    }

    private ToolOutput rename(Path file, Arguments given, Set<Path> files, ToolRun run) throws InterruptedException {
        List<Change> changes = changes(file, given);
        changes.stream().map(Change::file).filter(each -> !files.contains(each)).findFirst().ifPresent(more -> {
            throw new ToolException("the rename would change " + workspace.name(more)
                    + " too by now; nothing is changed. Call rename again");
        });
        List<Change> done = new ArrayList<>();
        for (Change each : changes) {
            try {
                make(each, run);
                done.add(each);
            } catch (WorkspaceException failure) {
                throw new ToolException("not renamed: " + failure.getMessage() + takeBack(done, run),
                        failure.detail());
            }
        }
        return new ToolOutput(ToolOutcome.OK, "renamed " + given.symbol + " to " + given.newName.strip() + " in "
                + Shown.counted(done.size(), "file"), String.join("\n", done.stream().map(this::line).toList()),
                diff(done));
    }

    private String line(Change change) {
        int places = change.difference().changed().size();
        return workspace.name(change.file()) + ": " + Shown.counted(places, "place")
                + (workspace.isOpen(change.file()) ? " (in the editor, not saved yet)" : "");
    }

    private void make(Change change, ToolRun run) throws InterruptedException {
        byte[] before = change.before.bytes();
        byte[] after = change.after.bytes();
        workspace.alone(change.file, () -> {
            boolean isKnown = tracker.knows(change.file, before);
            run.fileChange(change.file, before, after, () -> workspace.change(change.file, before, after));
            if (isKnown) {
                tracker.observed(change.file, after);
            }
            return change;
        });
    }

    /** What was done of a rename that cannot be done, the last first; what stays done is named. */
    private String takeBack(List<Change> done, ToolRun run) throws InterruptedException {
        List<String> stays = new ArrayList<>();
        for (Change each : done.reversed()) {
            try {
                make(each.back(), run);
            } catch (WorkspaceException failure) {
                stays.add(workspace.name(each.file));
            }
        }
        return stays.isEmpty() ? done.isEmpty() ? "" : ". The other files are as they were"
                : ". It stays renamed in " + String.join(", ", stays);
    }

    record Arguments(String path, String symbol, @Nullable Integer line,
            @JsonProperty("new_name") String newName) {}
}
