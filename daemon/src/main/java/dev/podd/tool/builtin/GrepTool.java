package dev.podd.tool.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.item.ToolKind;
import dev.podd.search.Glob;
import dev.podd.search.LinePattern;
import dev.podd.search.PatternException;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.FoundFile;
import dev.podd.workspace.Unreadable;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds lines in files, in the order of the files' names. */
final class GrepTool extends BuiltinTool<GrepTool.Arguments> {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_CONTEXT = 20;

    private final Workspace workspace;
    private final FileBackedLimit limit;

    GrepTool(Workspace workspace, FileBackedLimit limit) {
        super("grep", ToolKind.SEARCH, Arguments.class,
                "Find lines that match a regular expression (Java's, line by line). What git ignores is left out.",
                Schema.requiring("pattern").text("pattern").text("path", "file or folder to look in")
                        .text("glob", "only in files named so").flag("ignore_case")
                        .integer("context", "lines around each").choice("output", "content", "files", "count")
                        .integer("limit", "matches, 100 by default"));
        this.workspace = workspace;
        this.limit = limit;
    }

    @Override
    PreparedCall plan(Arguments given) {
        Path base = workspace.readable(given.path == null ? "." : given.path);
        Query query = query(given);
        return Plan.about(base, "grep " + given.pattern, run -> find(base, query));
    }

    private static Query query(Arguments given) {
        int context = given.context == null ? 0 : given.context;
        int matches = given.limit == null ? DEFAULT_LIMIT : given.limit;
        if (context < 0 || context > MAX_CONTEXT || matches < 1) {
            throw new ToolException("context must be 0 to " + MAX_CONTEXT + ", limit at least 1");
        }
        try {
            LinePattern pattern = LinePattern.of(given.pattern, Boolean.TRUE.equals(given.ignoreCase));
            return new Query(given.pattern, pattern, given.glob == null ? null : GlobTool.glob(given.glob), context,
                    matches, Output.of(given.output));
        } catch (PatternException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    private ToolOutput find(Path base, Query query) throws InterruptedException {
        Matches matches = new Matches(query.output == Output.CONTENT ? query.limit : Integer.MAX_VALUE);
        AtomicInteger searched = new AtomicInteger();
        ThreadLocal<FileSearch> searches = ThreadLocal.withInitial(() -> new FileSearch(query));
        Unreadable unreadable = workspace.walk(base, file -> {
            if (query.glob == null || query.glob.matches(file.path(), file.name())) {
                searched.incrementAndGet();
                matches.add(file.path(), search(searches.get(), file));
            }
        });
        return output(query, matches, new NamesBelow(workspace, base), searched.get(), unreadable);
    }

    private static FileMatches search(FileSearch search, FoundFile file) throws IOException {
        try {
            return search.search(file);
        } catch (StackOverflowError e) {
            throw new IOException("a line is too long for the expression", e);
        }
    }

    private ToolOutput output(Query query, Matches matches, NamesBelow names, int searched, Unreadable unreadable) {
        if (matches.files() == 0) {
            return ToolOutput.ok(Shown.summary("no match for " + query.text + " in " + Shown.counted(searched, "file"),
                    unreadable), null);
        }
        Shown shown = new Shown(limit.maxBytes(name()));
        int left = query.limit;
        for (Map.Entry<String, FileMatches> each : matches.shown().entrySet()) {
            query.output.show(names.of(each.getKey()), each.getValue(), left, shown);
            left -= each.getValue().shown();
        }
        String all = Shown.counted(matches.lines(), "match") + " in " + matches.files() + " of "
                + Shown.counted(searched, "file");
        boolean isCut = shown.isFull() || matches.isCut();
        return ToolOutput.ok(Shown.summary(all + (isCut ? "; only the first are shown" : ""), unreadable),
                shown.body());
    }

    record Arguments(String pattern, @Nullable String path, @Nullable String glob,
            @JsonProperty("ignore_case") @Nullable Boolean ignoreCase, @Nullable Integer context,
            @Nullable String output, @Nullable Integer limit) {}

    /** What is asked for. */
    record Query(String text, LinePattern pattern, @Nullable Glob glob, int context, int limit, Output output) {}

    /** What the model gets to see. */
    enum Output {
        CONTENT {
            @Override
            void show(String name, FileMatches file, int limit, Shown shown) {
                shown.add(name);
                int matches = 0;
                for (String line : file.lines()) {
                    matches += ContextLines.isMatch(line) ? 1 : 0;
                    if (matches > limit) {
                        return;
                    }
                    shown.add(line);
                }
            }
        },
        FILES {
            @Override
            void show(String name, FileMatches file, int limit, Shown shown) {
                shown.add(name);
            }
        },
        COUNT {
            @Override
            void show(String name, FileMatches file, int limit, Shown shown) {
                shown.add(name + ":" + file.count());
            }
        };

        abstract void show(String name, FileMatches file, int limit, Shown shown);

        static Output of(@Nullable String name) {
            for (Output each : values()) {
                if (name == null || each.name().equals(name.toUpperCase(Locale.ROOT))) {
                    return each;
                }
            }
            throw new ToolException("output must be content, files or count, not " + name);
        }
    }
}
