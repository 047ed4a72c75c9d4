package dev.podd.tool.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.item.ToolKind;
import dev.podd.sandbox.CommandRunner;
import dev.podd.search.Glob;
import dev.podd.search.LinePattern;
import dev.podd.search.PatternException;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds lines in files, in the order of the files' names. */
final class GrepTool extends BuiltinTool<GrepTool.Arguments> {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_CONTEXT = 20;
    /** More than there is ever room for in a result. */
    private static final int MAX_LIMIT = 2000;

    private final Workspace workspace;
    private final GrepEngine engine;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;

    GrepTool(PlatformWork threads, Workspace workspace, CommandRunner runner, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        super(threads, "grep", ToolKind.SEARCH, Arguments.class,
                "Find lines that match a regular expression (RE2 syntax, line by line). What git ignores is left out.",
                Schema.requiring("pattern").text("pattern").text("path", "file or folder to look in")
                        .text("glob", "only in files named so").flag("ignore_case")
                        .integer("context", "lines around each").choice("output", "content", "files", "count")
                        .integer("limit", "matches, 100 by default"));
        this.workspace = workspace;
        this.engine = new GrepEngine(workspace, new Ripgrep(runner, workspace.workingDirectory()));
        this.limit = limit;
        this.denied = denied.apply(name()).orElse(null);
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path base = workspace.readable(given.path == null ? "." : given.path);
        Query query = query(given);
        String where = given.path == null ? "" : " in " + workspace.name(base);
        return PlannedCall.about(base, "grep " + PlannedCall.shortened(given.pattern) + where,
                run -> find(base, query));
    }

    private static Query query(Arguments given) {
        int context = given.context == null ? 0 : given.context;
        int matches = given.limit == null ? DEFAULT_LIMIT : given.limit;
        if (context < 0 || context > MAX_CONTEXT || matches < 1) {
            throw new ToolException("context must be 0 to " + MAX_CONTEXT + ", limit at least 1");
        }
        try {
            Output output = Output.of(given.output);
            boolean ignoresCase = Boolean.TRUE.equals(given.ignoreCase);
            return new Query(given.pattern, LinePattern.of(given.pattern, ignoresCase), ignoresCase,
                    given.glob == null ? null : GlobTool.glob(given.glob), context,
                    output == Output.CONTENT ? Math.min(matches, MAX_LIMIT) : 0, output);
        } catch (PatternException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    private ToolOutput find(Path base, Query query) throws InterruptedException {
        LeftOut leftOut = new LeftOut(denied);
        return output(query, engine.search(base, query, leftOut), leftOut, new NamesBelow(workspace, base));
    }

    private ToolOutput output(Query query, GrepEngine.Found found, LeftOut leftOut, NamesBelow names) {
        Matches matches = found.matches();
        String searched = Shown.counted(found.searched(), "file");
        String unread = found.unreadable().noteBeside(found.searched());
        if (matches.files() == 0) {
            String none = Shown.summary("no match for " + query.text + " in " + searched, unread);
            return ToolOutput.ok(leftOut.in(none, "file"), null);
        }
        Shown shown = new Shown(limit.maxBytes(name()));
        int left = query.limit;
        for (Map.Entry<String, FileMatches> each : matches.shown().entrySet()) {
            query.output.show(names.of(each.getKey()), each.getValue(), left, shown);
            left -= each.getValue().shown();
        }
        String lines = query.output == Output.FILES ? "matches" : Shown.counted(matches.lines(), "match");
        String all = lines + " in " + matches.files() + " of " + searched;
        boolean isCut = shown.isFull() || matches.isCut();
        String summary = Shown.summary(all + (isCut ? "; only the first are shown" : ""), unread);
        return ToolOutput.ok(leftOut.in(summary, "file"), shown.body());
    }

    record Arguments(String pattern, @Nullable String path, @Nullable String glob,
            @JsonProperty("ignore_case") @Nullable Boolean ignoreCase, @Nullable Integer context,
            @Nullable String output, @Nullable Integer limit) {}

    /** What is asked for. */
    record Query(String text, LinePattern pattern, boolean ignoresCase, @Nullable Glob glob, int context, int limit,
            Output output) {}

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
