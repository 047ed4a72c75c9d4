package dev.podd.workspace;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeleteDelta;
import com.github.difflib.patch.InsertDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * What changed between two texts, line by line, in time and space that grow with their length only: see
 * {@link LineChanges} for what is given up in texts that differ much. Immutable.
 */
public final class LineDiff {
    private static final int CONTEXT = 3;
    /** Characters of a unified diff. */
    private static final int MAX_UNIFIED = 512 * 1024;
    /** Lines of a text: each is an object while texts are compared. */
    private static final int MAX_LINES = 300_000;

    private final List<String> old;
    private final List<String> fresh;
    private final List<LineChanges.Range> changes;

    private LineDiff(List<String> old, List<String> fresh) {
        this.old = old;
        this.fresh = fresh;
        this.changes = LineChanges.between(old, fresh);
    }

    /**
     * Compares two texts.
     *
     * @throws WorkspaceException one has more than 300,000 lines
     * @throws CancellationException the thread was interrupted
     */
    public static LineDiff of(String before, String after) {
        for (String text : List.of(before, after)) {
            if (isTooLong(text)) {
                throw new WorkspaceException("a text of more than " + MAX_LINES
                        + " lines is not compared with another, so that the file cannot be changed");
            }
        }
        return new LineDiff(shown(before), shown(after));
    }

    /** Whether a text has more lines than can be compared. */
    public static boolean isTooLong(String text) {
        return text.length() > MAX_LINES
                && text.chars().filter(c -> c == '\n').limit(MAX_LINES + 1L).count() > MAX_LINES;
    }

    /**
     * A unified diff, empty when nothing changed; of one over 512 Ki characters the beginning, with a last line that
     * says how many lines are left out.
     *
     * @param file names both sides
     */
    public String unified(String file) {
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff("a/" + file, "b/" + file, old,
                patch(old, fresh, changes),
                CONTEXT);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (text.length() + lines.get(i).length() > MAX_UNIFIED) {
                return text.append("\n\\ ").append(lines.size() - i).append(" more lines of this diff are left out")
                        .toString();
            }
            text.append(i == 0 ? "" : "\n").append(lines.get(i));
        }
        return text.toString();
    }

    /** The lines of the text after that are not in the one before; empty ranges where lines are gone. */
    public List<Lines> changed() {
        return changes.stream().map(change -> new Lines(change.freshFrom(), change.freshTo())).toList();
    }

    /** Lines from 0, end exclusive. */
    public record Lines(int from, int to) {}

    /** A small set of whole lines to replace in {@code before} so that it becomes {@code after}. */
    public static List<TextFile.Edit> edits(String before, String after) {
        if (isTooLong(before) || isTooLong(after)) {
            return List.of(new TextFile.Edit(0, before.length(), after));
        }
        List<String> old = terminated(before);
        List<String> fresh = terminated(after);
        int[] offsets = offsets(old);
        return LineChanges.between(old, fresh).stream().map(change -> new TextFile.Edit(offsets[change.oldFrom()],
                offsets[change.oldTo()], String.join("", fresh.subList(change.freshFrom(), change.freshTo()))))
                .toList();
    }

    /** The differences as java-diff-utils has them. */
    static List<AbstractDelta<String>> deltas(List<String> old, List<String> fresh) {
        return patch(old, fresh, LineChanges.between(old, fresh)).getDeltas();
    }

    private static Patch<String> patch(List<String> old, List<String> fresh, List<LineChanges.Range> changes) {
        Patch<String> patch = new Patch<>(changes.size());
        for (LineChanges.Range each : changes) {
            Chunk<String> source = new Chunk<>(each.oldFrom(), old.subList(each.oldFrom(), each.oldTo()));
            Chunk<String> target = new Chunk<>(each.freshFrom(), fresh.subList(each.freshFrom(), each.freshTo()));
            patch.addDelta(source.size() == 0 ? new InsertDelta<>(source, target)
                    : target.size() == 0 ? new DeleteDelta<>(source, target) : new ChangeDelta<>(source, target));
        }
        return patch;
    }

    private static int[] offsets(List<String> lines) {
        int[] offsets = new int[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            offsets[i + 1] = offsets[i] + lines.get(i).length();
        }
        return offsets;
    }

    private static List<String> terminated(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }

    /** As in a diff: a missing last line end shows as a line that says so. */
    private static List<String> shown(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        } else {
            lines.set(lines.size() - 1, lines.getLast() + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
