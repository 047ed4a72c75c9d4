package dev.podd.tool.builtin;

import dev.podd.item.Utf8;
import dev.podd.workspace.Unreadable;
import org.jspecify.annotations.Nullable;

/** Lines for the model as long as there is room for whole ones; the others are counted. */
final class Shown {
    private final StringBuilder text = new StringBuilder();
    private int room;
    private int shown;
    private int all;

    Shown(int maxBytes) {
        this.room = maxBytes;
    }

    /** Adds a line, or several that belong together. */
    void add(String lines) {
        all++;
        int bytes = Utf8.length(lines) + 1;
        if (all > shown + 1 || bytes > room) {
            return;
        }
        room -= bytes;
        shown++;
        text.append(text.isEmpty() ? "" : "\n").append(lines);
    }

    /** Counts so many more that come after all that were added. */
    void leaveOut(int more) {
        all += more;
    }

    boolean isFull() {
        return all > shown;
    }

    /** "12 files", or "812 files, of which the first 120 are shown". */
    String count(String what) {
        return counted(all, what) + (isFull() ? ", of which the first " + shown + " are shown" : "");
    }

    @Nullable String body() {
        return text.isEmpty() ? null : text.toString();
    }

    static String counted(long count, String what) {
        String end = what.endsWith("y") ? "ies" : what.endsWith("ch") ? "es" : "s";
        String stem = what.endsWith("y") ? what.substring(0, what.length() - 1) : what;
        return count + " " + (count == 1 ? what : stem + end);
    }

    static String summary(String first, Unreadable unreadable) {
        return summary(first, unreadable.note());
    }

    static String summary(String first, String note) {
        return note.isEmpty() ? first : first + "\n" + note;
    }
}
