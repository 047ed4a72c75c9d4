package dev.podd.acp;

import dev.podd.acp.wire.ToolCallContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Unified diffs as the protocol has changes: each hunk with the text before and after it. */
final class UnifiedDiff {
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");
    private static final String AFTER = "+++ b/";

    private UnifiedDiff() {}

    /** @param folder from where the diff names files */
    static List<ToolCallContent> changes(String diff, Path folder) {
        List<ToolCallContent> changes = new ArrayList<>();
        String file = null;
        Hunk hunk = null;
        for (String line : diff.split("\n", -1)) {
            if (hunk != null && hunk.takes(line)) {
                continue;
            }
            add(file, hunk, folder, changes);
            hunk = null;
            Matcher head = HUNK.matcher(line);
            if (line.startsWith(AFTER)) {
                file = line.substring(AFTER.length());
            } else if (head.matches()) {
                hunk = new Hunk(count(head.group(1)), count(head.group(2)));
            }
        }
        add(file, hunk, folder, changes);
        return changes;
    }

    private static int count(@Nullable String number) {
        return number == null ? 1 : Integer.parseInt(number);
    }

    private static void add(@Nullable String file, @Nullable Hunk hunk, Path folder, List<ToolCallContent> changes) {
        if (file != null && hunk != null) {
            changes.add(new ToolCallContent.Diff(folder.resolve(file).toString(),
                    hunk.isOfNewFile ? null : hunk.old.toString(), hunk.fresh.toString()));
        }
    }

    /** The lines of one hunk, as long as its head has announced more of them. */
    private static final class Hunk {
        private final StringBuilder old = new StringBuilder();
        private final StringBuilder fresh = new StringBuilder();
        private final boolean isOfNewFile;
        private int oldLeft;
        private int freshLeft;

        Hunk(int oldLines, int freshLines) {
            this.oldLeft = oldLines;
            this.freshLeft = freshLines;
            this.isOfNewFile = oldLines == 0;
        }

        boolean takes(String line) {
            if (line.startsWith("\\")) {
                return true; // a remark about the line before
            }
            boolean isOld = oldLeft > 0 && !line.startsWith("+");
            boolean isFresh = freshLeft > 0 && !line.startsWith("-");
            if (isOld) {
                oldLeft--;
                old.append(line, Math.min(1, line.length()), line.length()).append('\n');
            }
            if (isFresh) {
                freshLeft--;
                fresh.append(line, Math.min(1, line.length()), line.length()).append('\n');
            }
            return isOld || isFresh;
        }
    }
}
