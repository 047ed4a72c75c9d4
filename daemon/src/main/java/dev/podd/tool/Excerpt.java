package dev.podd.tool;

import dev.podd.item.Utf8;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A text too long to be sent, cut to a number of bytes with a marker that says how much is missing and where it is. */
public final class Excerpt {
    /** Of a text whose end matters most, this part of the room goes to its beginning. */
    private static final int HEAD_SHARE = 4;
    /** Room for the marker itself, path included. */
    private static final int MARKER = 200;

    private Excerpt() {}

    /** The beginning, as of a file. */
    static String beginning(String text, int maxBytes, @Nullable Path whole) {
        String head = Utf8.beginning(text, Math.max(0, maxBytes - MARKER));
        return head + marker(Utf8.length(text) - (long) Utf8.length(head), where(whole));
    }

    /**
     * A little of the beginning and much of the end, as of what a command printed.
     *
     * @param start      at least the first quarter of {@code maxBytes}, if the text is that long
     * @param end        at least the last {@code maxBytes}
     * @param wholeBytes length of the whole text
     * @param whole      says where the rest is: "the whole is in /a/b"
     */
    public static String ends(String start, String end, long wholeBytes, int maxBytes, String whole) {
        int room = Math.max(0, maxBytes - MARKER);
        String head = Utf8.beginning(start, room / HEAD_SHARE);
        String tail = Utf8.end(end, room - room / HEAD_SHARE);
        return head + marker(wholeBytes - Utf8.length(head) - Utf8.length(tail), whole) + tail;
    }

    /** @param whole the file that holds the whole text; null when it could not be kept */
    public static String where(@Nullable Path whole) {
        return whole == null ? "the whole could not be kept" : "the whole is in " + whole;
    }

    private static String marker(long bytes, String whole) {
        return "\n[" + bytes + " bytes left out; " + whole + "]\n";
    }
}
