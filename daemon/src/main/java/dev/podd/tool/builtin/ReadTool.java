package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.item.Utf8;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows lines of a text file, numbered. A part counts as the whole for what may be written later. */
final class ReadTool extends BuiltinTool<ReadTool.Arguments> {
    private static final int DEFAULT_LINES = 2000;

    private final Workspace workspace;
    private final Tracker tracker;
    private final FileBackedLimit limit;

    ReadTool(Workspace workspace, Tracker tracker, FileBackedLimit limit) {
        super("read", ToolKind.READ, Arguments.class,
                "Read a text file: each line as its number, a tab, its text. Needed before a file is changed.",
                Schema.requiring("path").text("path").integer("offset", "first line, from 1").integer("limit"));
        this.workspace = workspace;
        this.tracker = tracker;
        this.limit = limit;
    }

    @Override
    PreparedCall plan(Arguments given) {
        Path file = workspace.readable(given.path);
        int from = given.offset == null ? 0 : given.offset - 1;
        int count = given.limit == null ? DEFAULT_LINES : given.limit;
        if (from < 0 || count < 1) {
            throw new ToolException("offset and limit begin at 1");
        }
        return Plan.about(file, "read " + workspace.name(file), run -> read(file, from, count)).at(from);
    }

    private ToolOutput read(Path file, int from, int count) {
        String name = workspace.name(file);
        byte[] bytes = workspace.read(file);
        List<String> lines = TextFile.of(bytes)
                .orElseThrow(() -> new ToolException(name + " is no text (" + bytes.length + " bytes)")).lines();
        if (from > 0 && from >= lines.size()) {
            throw new ToolException(name + " has " + count(lines.size()) + ", so none from " + (from + 1));
        }
        tracker.observed(file, bytes);
        int to = end(lines, from, count);
        return ToolOutput.ok(summary(name, lines.size(), from, to),
                lines.isEmpty() ? null : Numbered.lines(lines, from, to));
    }

    /** Where to stop so that all lines shown are whole ones, at least one. */
    private int end(List<String> lines, int from, int count) {
        int room = limit.maxBytes(name());
        int to = from;
        while (to < lines.size() && to - from < count) {
            room -= Utf8.length(Numbered.line(to, lines.get(to))) + 1;
            if (room < 0 && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    private static String summary(String name, int all, int from, int to) {
        if (from == 0 && to == all) {
            return name + ": " + count(all);
        }
        String next = to < all ? "; go on with offset " + (to + 1) : "";
        return name + ": lines " + (from + 1) + "-" + to + " of " + all + next;
    }

    private static String count(int lines) {
        return lines == 0 ? "empty" : lines == 1 ? "1 line" : lines + " lines";
    }

    record Arguments(String path, @Nullable Integer offset, @Nullable Integer limit) {}
}
