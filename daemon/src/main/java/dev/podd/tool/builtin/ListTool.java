package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.ListedEntry;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows a folder as a tree; what git ignores is named but not entered. */
final class ListTool extends BuiltinTool<ListTool.Arguments> {
    private static final int DEFAULT_DEPTH = 2;
    private static final int MAX_DEPTH = 20;

    private final Workspace workspace;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;

    ListTool(PlatformWork threads, Workspace workspace, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        super(threads, "list", ToolKind.SEARCH, Arguments.class, "List a folder as a tree, with sizes.",
                Schema.requiring().text("path").integer("depth", "2 by default"));
        this.workspace = workspace;
        this.limit = limit;
        this.denied = denied.apply(name()).orElse(null);
    }

    @Override
    PlannedCall plan(Arguments given) {
        int depth = given.depth == null ? DEFAULT_DEPTH : given.depth;
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new ToolException("depth must be 1 to " + MAX_DEPTH + ", not " + depth);
        }
        Path folder = workspace.readable(given.path == null ? "." : given.path);
        return PlannedCall.about(folder, "list " + workspace.name(folder), run -> list(folder, depth));
    }

    /** If there is no room for all, the deepest levels are left out. */
    private ToolOutput list(Path folder, int depth) {
        int shownDepth = depth;
        Tree tree = new Tree(folder, shownDepth);
        while (tree.shown.isFull() && shownDepth > 1) {
            shownDepth--;
            tree = new Tree(folder, shownDepth);
        }
        String cut = shownDepth < depth ? ", to depth " + shownDepth + " only, since more has no room" : "";
        return ToolOutput.ok(tree.leftOut.in(workspace.name(folder) + ": " + tree.shown.count("entry") + cut, "entry"),
                tree.shown.body());
    }

    record Arguments(@Nullable String path, @Nullable Integer depth) {}

    /** One try to show the tree to some depth. */
    private final class Tree {
        private final Shown shown = new Shown(limit.maxBytes(name()));
        private final LeftOut leftOut = new LeftOut(denied);

        Tree(Path folder, int depth) {
            add(folder, depth, "");
        }

        private void add(Path folder, int depth, String indent) {
            for (ListedEntry each : workspace.list(folder)) {
                if (leftOut.leavesOut(folder.resolve(each.name()))) {
                    continue;
                }
                shown.add(indent + line(each));
                if (each.kind() == ListedEntry.Kind.FOLDER && !each.isIgnored() && depth > 1 && !shown.isFull()) {
                    enter(folder.resolve(each.name()), depth - 1, indent + "  ");
                }
            }
        }

        private void enter(Path folder, int depth, String indent) {
            try {
                add(folder, depth, indent);
            } catch (WorkspaceException e) {
                shown.add(indent + "(" + e.getMessage() + ")");
            }
        }
    }

    private static String line(ListedEntry entry) {
        String mark = entry.isIgnored() ? " (ignored by git)" : "";
        return entry.name() + switch (entry.kind()) {
            case FOLDER -> "/";
            case FILE -> "  " + size(entry.size());
            case UNSAVED -> "  " + size(entry.size()) + " (not saved yet)";
            case LINK -> "  (link)";
            case OTHER -> "  (no file)";
        } + mark;
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double kilobytes = bytes / 1024.0;
        return kilobytes < 1024 ? String.format(Locale.ROOT, "%.1f KB", kilobytes)
                : String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024);
    }
}
