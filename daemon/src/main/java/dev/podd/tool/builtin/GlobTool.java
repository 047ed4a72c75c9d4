package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Unreadable;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds files by their names, in the order of their names. */
final class GlobTool extends BuiltinTool<GlobTool.Arguments> {
    private final Workspace workspace;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;

    GlobTool(PlatformWork threads, Workspace workspace, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        super(threads, "glob", ToolKind.SEARCH, Arguments.class,
                "Find files by name, such as *.java (in any folder) or src/**/*.{ts,js}. What git ignores is left out.",
                Schema.requiring("pattern").text("pattern").text("path", "folder to look in"));
        this.workspace = workspace;
        this.limit = limit;
        this.denied = denied.apply(name()).orElse(null);
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path base = workspace.readable(given.path == null ? "." : given.path);
        String below = base + "/";
        String pattern = given.pattern.startsWith(below) ? given.pattern.substring(below.length()) : given.pattern;
        Glob glob = glob(pattern);
        return PlannedCall.about(base, "glob " + PlannedCall.shortened(given.pattern),
                run -> find(base, glob, given.pattern));
    }

    static Glob glob(String pattern) {
        try {
            return Glob.of(pattern);
        } catch (PatternException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    private ToolOutput find(Path base, Glob glob, String pattern) throws InterruptedException {
        FirstNames found = new FirstNames();
        LeftOut leftOut = new LeftOut(denied);
        Unreadable unreadable = workspace.walk(base, file -> {
            if (glob.matches(file.path(), file.name()) && !leftOut.leavesOut(base.resolve(file.path()))) {
                found.add(file.path());
            }
        });
        Shown shown = new Shown(limit.maxBytes(name()));
        NamesBelow names = new NamesBelow(workspace, base);
        found.names().forEach(path -> shown.add(names.of(path)));
        shown.leaveOut(found.count() - found.names().size());
        String summary = found.count() == 0 ? "no file matches " + pattern : shown.count("file");
        return ToolOutput.ok(leftOut.in(Shown.summary(summary, unreadable), "file"), shown.body());
    }

    record Arguments(String pattern, @Nullable String path) {}
}
