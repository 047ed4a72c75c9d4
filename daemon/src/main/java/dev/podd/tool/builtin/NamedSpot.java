package dev.podd.tool.builtin;

import dev.podd.language.Spot;
import dev.podd.tool.ToolException;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The place of a name in a file, found by the name itself and a line near it: models count lines badly and characters not at
 * all.
 *
 * @param line from 0
 */
record NamedSpot(Spot spot, int line) {
    /**
     * Looks for the occurrence that is nearest to a line; without a line for the first.
     *
     * @param symbol a name; of one such as {@code List.of} the last part is meant
     * @param near   from 1
     * @throws ToolException it does not occur
     */
    static NamedSpot of(Workspace workspace, Path file, String symbol, @Nullable Integer near) {
        String text = TextFile.of(workspace.read(file)).map(TextFile::text)
                .orElseThrow(() -> new ToolException(workspace.name(file) + " is no text"));
        String name = symbol.strip();
        if (name.isEmpty()) {
            throw new ToolException("symbol is empty: the name of something in " + workspace.name(file) + " is due");
        }
        int found = nearest(text, name, near, true);
        int start = found >= 0 ? found : nearest(text, name, near, false);
        if (start < 0) {
            throw new ToolException(PlannedCall.shortened(name) + " does not occur in " + workspace.name(file));
        }
        return new NamedSpot(new Spot(workspace.nameInEditor(file), text, start + lastPart(name)), line(text, start));
    }

    private static int nearest(String text, String name, @Nullable Integer near, boolean isWord) {
        int best = -1;
        long least = Long.MAX_VALUE;
        int line = 1;
        int counted = 0;
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (isWord && !isWord(text, at, at + name.length())) {
                continue;
            }
            for (; counted < at; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            long distance = near == null ? line : Math.abs((long) line - near);
            if (distance < least) {
                least = distance;
                best = at;
            }
        }
        return best;
    }

    private static boolean isWord(String text, int start, int end) {
        return (start == 0 || !isJoined(text.charAt(start - 1), text.charAt(start)))
                && (end == text.length() || !isJoined(text.charAt(end - 1), text.charAt(end)));
    }

    private static boolean isJoined(char one, char next) {
        return Character.isJavaIdentifierPart(one) && Character.isJavaIdentifierPart(next);
    }

    /** Where the last part of a name such as {@code a.b::c} begins. */
    private static int lastPart(String name) {
        int start = name.length() - 1;
        while (start > 0 && Character.isJavaIdentifierPart(name.charAt(start - 1))) {
            start--;
        }
        return Character.isJavaIdentifierPart(name.charAt(name.length() - 1)) ? start : 0;
    }

    private static int line(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(each -> each == '\n').count();
    }
}
