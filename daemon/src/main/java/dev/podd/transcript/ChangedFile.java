package dev.podd.transcript;

import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.TextFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a file, as Markdown that is folded until somebody wants to see it. */
final class ChangedFile {
    private ChangedFile() {}

    /**
     * @param before null where there was no file
     * @param after  null where there is none any more
     * @param by     what changed it, with a space before it; empty for the call above
     */
    static String folded(String path, byte @Nullable [] before, byte @Nullable [] after, String by) {
        Optional<String> old = text(before);
        Optional<String> fresh = text(after);
        String diff = old.isEmpty() || fresh.isEmpty() ? "Not text."
                : LineDiff.isTooLong(old.get()) || LineDiff.isTooLong(fresh.get()) ? "Too many lines to compare."
                : LineDiff.of(old.get(), fresh.get()).unified(Visible.line(path, 500));
        String fence = "`".repeat(Math.max(3, longestRun(diff) + 1));
        return folded(path, verb(before, after) + by, fence + "diff\n" + Visible.text(diff) + "\n" + fence);
    }

    /** A change of which the contents are gone, since that time in milliseconds since 1970. */
    static String dropped(Entry.FileChange change, long at, String by) {
        return folded(change.path(), verb(change.before(), change.after()) + by,
                "What it held was dropped on " + CheckpointDroppedException.day(at) + " by the quota of checkpoints.");
    }

    private static String folded(String path, String verb, String text) {
        return "<details><summary>" + escaped(Visible.line(path, 500)) + " " + verb + "</summary>\n\n" + text
                + "\n\n</details>";
    }

    private static String verb(@Nullable Object before, @Nullable Object after) {
        return before == null ? "made" : after == null ? "deleted" : "changed";
    }

    private static Optional<String> text(byte @Nullable [] bytes) {
        return bytes == null ? Optional.of("") : TextFile.of(bytes).map(TextFile::text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
