package dev.podd.transcript;

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
     */
    static String folded(String path, byte @Nullable [] before, byte @Nullable [] after) {
        Optional<String> old = text(before);
        Optional<String> fresh = text(after);
        String diff = old.isPresent() && fresh.isPresent()
                ? LineDiff.of(old.get(), fresh.get()).unified(Visible.line(path, 500))
                : "Not text.";
        String fence = "`".repeat(Math.max(3, longestRun(diff) + 1));
        return "<details><summary>" + escaped(Visible.line(path, 500)) + " " + verb(before, after)
                + "</summary>\n\n" + fence + "diff\n" + Visible.text(diff) + "\n" + fence + "\n\n</details>";
    }

    private static String verb(byte @Nullable [] before, byte @Nullable [] after) {
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
