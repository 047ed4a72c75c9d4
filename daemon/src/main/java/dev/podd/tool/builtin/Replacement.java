package dev.podd.tool.builtin;

import dev.podd.redaction.HiddenText;
import dev.podd.redaction.SecretScanner;
import dev.podd.tool.ToolException;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An exact text to be replaced by another, and what to say when it is not there, or there too often. */
final class Replacement {
    /** What a model does about secrets that it is not shown. */
    static final String HOW = "each [secret: …] stands for text of the file that you are not shown. It stays where both"
            + " hold the same placeholders in the same order, and goes where new_string holds none; edit around it, or"
            + " ask the person to change it";
    private static final int MAX_LISTED = 20;
    private static final int MAX_PLACES = 200_000;

    private final String old;
    private final String fresh;
    private final boolean all;
    private final String which;

    /** @param which prefix of messages, to tell one edit from others */
    Replacement(EditTool.Edit edit, String which) {
        this.old = required("old_string", edit.oldString());
        this.fresh = required("new_string", edit.newString());
        this.all = Boolean.TRUE.equals(edit.replaceAll());
        this.which = which;
    }

    private static String required(String name, @Nullable String text) {
        if (text == null) {
            throw new ToolException("each of edits needs " + name);
        }
        return text.replace("\r\n", "\n");
    }

    TextFile applyTo(TextFile file) {
        if (old.isEmpty()) {
            throw new ToolException(which + "old_string is empty");
        }
        if (old.equals(fresh)) {
            throw new ToolException(which + "old_string and new_string are the same");
        }
        List<Integer> places = places(file.text());
        if (HiddenText.mayHoldPlaceholder(places.isEmpty() ? old : fresh)) {
            HiddenText hidden = SecretScanner.hide(file.text());
            if (hidden.count() > 0 && places.isEmpty()) {
                return aroundSecrets(file, hidden);
            }
            if (hidden.standsIn(fresh)) {
                throw new ToolException(which + "new_string holds a placeholder that old_string does not hold; " + HOW);
            }
        }
        if (places.isEmpty()) {
            throw new ToolException(which + "old_string is not in the file", Nearest.to(old, file.lines()));
        }
        requireOne(file.text(), places);
        requireRoom(file.text(), places);
        return file.edited(places.stream().map(at -> new TextFile.Edit(at, at + old.length(), fresh)).toList());
    }

    /** The model has not seen the file as it is: what it asks for is found in what it has seen. */
    private TextFile aroundSecrets(TextFile file, HiddenText hidden) {
        List<Integer> places = places(hidden.text());
        if (places.isEmpty()) {
            throw new ToolException(which + "old_string is not in the file",
                    Nearest.to(old, hidden.text().lines().toList()));
        }
        requireOne(hidden.text(), places);
        requireRoom(hidden.text(), places);
        return file.edited(places.stream().map(at -> hidden.restored(at, at + old.length(), fresh)
                .orElseThrow(() -> new ToolException(which + "new_string does not hold the placeholders of old_string; "
                        + HOW)))
                .map(edit -> new TextFile.Edit(edit.from(), edit.to(), edit.fresh())).toList());
    }

    private void requireOne(String text, List<Integer> places) {
        if (places.size() > 1 && !all) {
            throw new ToolException(which + "old_string is there " + places.size() + " times, from lines "
                    + lines(text, places) + ": give more of the text around, or replace_all");
        }
    }

    private void requireRoom(String text, List<Integer> places) {
        long length = text.length() + (long) places.size() * (fresh.length() - old.length());
        if (length > Workspace.MAX_WHOLE) {
            throw new ToolException(
                    which + "with new_string in " + places.size() + " places the file would have " + length
                            + " characters; only files up to " + Workspace.MAX_WHOLE + " bytes can be changed");
        }
    }

    private List<Integer> places(String text) {
        List<Integer> places = new ArrayList<>();
        int[] restart = restarts(old);
        int same = 0;
        for (int at = 0; at < text.length(); at++) {
            while (same > 0 && text.charAt(at) != old.charAt(same)) {
                same = restart[same];
            }
            same += text.charAt(at) == old.charAt(same) ? 1 : 0;
            if (same == old.length()) {
                if (places.size() == MAX_PLACES) {
                    throw new ToolException(which + "old_string is there more than " + MAX_PLACES
                            + " times, and no more can be replaced at once: give more of the text around");
                }
                places.add(at + 1 - same);
                same = 0;
            }
        }
        return places;
    }

    /**
     * Knuth, Morris and Pratt: of so many characters that are the same, how many still are when the next one is not. The
     * platform's search takes the product of both lengths for some texts.
     */
    private static int[] restarts(String text) {
        int[] restart = new int[text.length() + 1];
        int same = 0;
        for (int at = 1; at < text.length(); at++) {
            while (same > 0 && text.charAt(at) != text.charAt(same)) {
                same = restart[same];
            }
            same += text.charAt(at) == text.charAt(same) ? 1 : 0;
            restart[at + 1] = same;
        }
        return restart;
    }

    private static String lines(String text, List<Integer> places) {
        String listed = places.stream().limit(MAX_LISTED).map(at -> Integer.toString(line(text, at)))
                .collect(Collectors.joining(", "));
        return places.size() > MAX_LISTED ? listed + ", …" : listed;
    }

    private static int line(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
