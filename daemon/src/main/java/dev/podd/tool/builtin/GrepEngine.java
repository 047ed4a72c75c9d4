package dev.podd.tool.builtin;

import dev.podd.workspace.FoundFile;
import dev.podd.workspace.Unreadable;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds lines by one of two ways that give the same: walk the tree and search each file; or have ripgrep say which files
 * are worth it, and search those of them that will be shown. What is shown always comes through the workspace.
 */
final class GrepEngine {
    private final Workspace workspace;
    private final Ripgrep ripgrep;

    GrepEngine(Workspace workspace, Ripgrep ripgrep) {
        this.workspace = workspace;
        this.ripgrep = ripgrep;
    }

    /** What a search found, in how many files it looked, and where it could not. */
    record Found(Matches matches, int searched, Unreadable unreadable) {}

    /** Where something is left out, ripgrep is not asked: it would read that too, and count it. */
    Found search(Path base, GrepTool.Query query, LeftOut leftOut) throws InterruptedException {
        Matches matches = new Matches(query.output() == GrepTool.Output.CONTENT ? query.limit() : Integer.MAX_VALUE);
        boolean isWholeFolder = query.glob() == null && leftOut.isNothing() && Files.isDirectory(base);
        Optional<Ripgrep.Counts> counts = isWholeFolder ? ripgrep.count(base, query.text(), query.ignoresCase())
                : Optional.empty();
        if (counts.isPresent()) {
            workspace.requireSame(base);
        }
        return counts.isPresent() ? among(counts.get(), base, query, matches)
                : everywhere(base, query, leftOut, matches);
    }

    private Found everywhere(Path base, GrepTool.Query query, LeftOut leftOut, Matches matches)
            throws InterruptedException {
        AtomicInteger searched = new AtomicInteger();
        ThreadLocal<FileSearch> searches = ThreadLocal.withInitial(() -> new FileSearch(query));
        Unreadable unreadable = workspace.walk(base, file -> {
            boolean isAsked = query.glob() == null || query.glob().matches(file.path(), file.name());
            if (isAsked && !leftOut.leavesOut(base.resolve(file.path()))) {
                matches.add(file.path(), searches.get().search(file));
                searched.incrementAndGet(); // not a file that could not be read
            }
        });
        return new Found(matches, searched.get(), unreadable);
    }

    private Found among(Ripgrep.Counts counts, Path base, GrepTool.Query query, Matches matches)
            throws InterruptedException {
        FileSearch search = new FileSearch(query);
        SortedMap<String, Integer> lines = new TreeMap<>(counts.lines());
        int searched = counts.searched() + withOpen(lines, base, search, counts.unreadable());
        int left = query.output() == GrepTool.Output.CONTENT ? query.limit() : 0;
        for (Map.Entry<String, Integer> each : lines.entrySet()) {
            Path file = base.resolve(each.getKey());
            if (workspace.mayRead(file)) {
                FileMatches found = left > 0 ? lines(search, file, each.getKey(), counts.unreadable())
                        : new FileMatches(each.getValue(), List.of(), 0);
                matches.add(each.getKey(), found);
                left -= found.shown();
            }
        }
        return new Found(matches, searched, counts.unreadable());
    }

    /** What is open in an editor is searched as it is there; returns how many files are nowhere else. */
    private int withOpen(SortedMap<String, Integer> lines, Path base, FileSearch search, Unreadable unreadable) {
        int unsaved = 0;
        for (FoundFile open : workspace.openBelow(base)) {
            lines.remove(open.path());
            try {
                int count = search.search(open).count();
                if (count > 0) {
                    lines.put(open.path(), count);
                }
            } catch (IOException e) {
                unreadable.add(open.path());
            }
            unsaved += Files.notExists(base.resolve(open.path())) ? 1 : 0;
        }
        return unsaved;
    }

    private FileMatches lines(FileSearch search, Path file, String path, Unreadable unreadable)
            throws InterruptedException {
        AtomicReference<FileMatches> found = new AtomicReference<>(FileMatches.NONE);
        try {
            workspace.walk(file, each -> found.set(search.search(each)));
        } catch (WorkspaceException e) {
            unreadable.add(path);
        }
        return found.get();
    }
}
