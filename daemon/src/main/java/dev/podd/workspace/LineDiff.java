package dev.podd.workspace;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What changed between two texts, line by line. */
public final class LineDiff {
    private static final int CONTEXT = 3;

    private LineDiff() {}

    /** A unified diff, empty when nothing changed. {@code file} names both sides. */
    public static String unified(String file, String before, String after) {
        List<String> old = lines(before);
        Patch<String> patch = DiffUtils.diff(old, lines(after));
        return String.join("\n", UnifiedDiffUtils.generateUnifiedDiff("a/" + file, "b/" + file, old, patch, CONTEXT));
    }

    /** The lines of {@code after} that are not in {@code before}; empty ranges where lines are gone. */
    public static List<Lines> changed(String before, String after) {
        return DiffUtils.diff(lines(before), lines(after)).getDeltas().stream().map(AbstractDelta::getTarget)
                .map(lines -> new Lines(lines.getPosition(), lines.getPosition() + lines.size())).toList();
    }

    /** The smallest set of whole lines to replace in {@code before} so that it becomes {@code after}. */
    static List<TextFile.Edit> edits(String before, String after) {
        List<String> old = terminated(before);
        int[] offsets = offsets(old);
        List<TextFile.Edit> edits = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(old, terminated(after)).getDeltas()) {
            int first = delta.getSource().getPosition();
            edits.add(new TextFile.Edit(offsets[first], offsets[first + delta.getSource().size()],
                    String.join("", delta.getTarget().getLines())));
        }
        return edits;
    }

    /** Lines from 0, end exclusive. */
    public record Lines(int from, int to) {}

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
    private static List<String> lines(String text) {
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
