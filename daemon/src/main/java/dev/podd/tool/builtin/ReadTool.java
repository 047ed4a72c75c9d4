package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.item.Utf8;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.LineVisitor;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows lines of a text file, numbered. A part counts as the whole for what may be written later. */
final class ReadTool extends BuiltinTool<ReadTool.Arguments> {
    private static final int DEFAULT_LINES = 2000;

    private final Workspace workspace;
    private final Tracker tracker;
    private final FileBackedLimit limit;

    ReadTool(PlatformWork threads, Workspace workspace, Tracker tracker, FileBackedLimit limit) {
        super(threads, "read", ToolKind.READ, Arguments.class,
                "Read a text file: each line as its number, a tab, its text. Needed before a file is changed.",
                Schema.requiring("path").text("path").integer("offset", "first line, from 1").integer("limit"));
        this.workspace = workspace;
        this.tracker = tracker;
        this.limit = limit;
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path file = workspace.readable(given.path);
        int from = given.offset == null ? 0 : given.offset - 1;
        int count = given.limit == null ? DEFAULT_LINES : given.limit;
        if (from < 0 || count < 1) {
            throw new ToolException("offset and limit begin at 1");
        }
        return PlannedCall.about(file, "read " + workspace.name(file), run -> read(file, from, count)).at(from);
    }

    private ToolOutput read(Path file, int from, int count) {
        String name = workspace.name(file);
        Workspace.Lines<Page> read = workspace.lines(file, from, () -> new Page(count, limit.maxBytes(name())));
        if (from > 0 && from >= read.count()) {
            throw new ToolException(name + " has " + count(read.count()) + ", so none from " + (from + 1));
        }
        if (read.fingerprint() != null) {
            tracker.observed(file, read.fingerprint());
        }
        return ToolOutput.ok(summary(name, read, from), read.count() == 0 ? null : read.visitor().text.toString());
    }

    private static String summary(String name, Workspace.Lines<Page> read, int from) {
        long to = (long) from + read.visitor().lines;
        if (from == 0 && read.isAll() && to == read.count()) {
            return name + ": " + count(read.count());
        }
        String all = read.isAll() ? Long.toString(read.count()) : "a file of " + read.bytes() + " bytes";
        boolean isEnd = read.isAll() && to == read.count();
        return name + ": lines " + (from + 1) + "-" + to + " of " + all
                + (isEnd ? "" : "; go on with offset " + (to + 1));
    }

    private static String count(long lines) {
        return lines == 0 ? "empty" : lines == 1 ? "1 line" : lines + " lines";
    }

    /** Takes whole lines, at least one, until there is no room for more. */
    private static final class Page implements LineVisitor {
        private final StringBuilder text = new StringBuilder();
        private final int maxLines;
        private int room;
        private int lines;

        Page(int maxLines, int room) {
            this.maxLines = maxLines;
            this.room = room;
        }

        @Override
        public boolean line(long index, String start, long length) {
            String line = Numbered.line(index, start, length);
            room -= Utf8.length(line) + 1;
            if (room < 0 && lines > 0) {
                return false;
            }
            text.append(lines == 0 ? "" : "\n").append(line);
            lines++;
            return lines < maxLines && room > 0;
        }
    }

    record Arguments(String path, @Nullable Integer offset, @Nullable Integer limit) {}
}
