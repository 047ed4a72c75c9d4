package dev.podd.lsp.plain;

import dev.podd.workspace.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a chat file: its head in the first line, then what was said under headings of who said it. Immutable.
 */
final class ChatFile {
    /** What the name of a chat file ends with. */
    static final String ENDING = ".pod.md";
    static final String YOU = "## You";
    static final String PODD = "## Podd";
    /** By how much of its end an answer is found that is not known from its beginning. */
    private static final int TAIL = 200;
    private static final int HEAD = 40;

    private static final Pattern HEADING = Pattern.compile("(?m)^(?:" + YOU + "|" + PODD + ")[ \\t]*\\r?$");

    private final String text;
    private final String eol;
    private final ChatHead head;
    /** Where the line of the head ends; 0 without one. */
    private final int headEnd;
    /** Where the last heading begins and ends; -1 without one. */
    private final int heading;
    private final int headingEnd;

    ChatFile(String text) {
        this.text = text;
        this.eol = text.contains("\r\n") ? "\r\n" : "\n";
        ChatHead.Found first = ChatHead.Found.in(text);
        this.head = first.head();
        this.headEnd = first.end();
        Matcher headings = HEADING.matcher(text);
        int start = -1;
        int end = headEnd;
        while (headings.find()) {
            start = headings.start();
            end = headings.end();
        }
        this.heading = start;
        this.headingEnd = end;
    }

    static boolean isNamed(String uri) {
        return uri.endsWith(ENDING);
    }

    /** A file in which nothing was said yet. */
    static String empty(String quote) {
        return YOU + "\n\n" + (quote.isEmpty() ? "" : quote + "\n\n");
    }

    ChatHead head() {
        return head;
    }

    @Nullable String session() {
        return head.session();
    }

    /** Whether the last that stands in it is an answer that no new heading ends. */
    boolean endsInAnswer() {
        return heading >= 0 && text.startsWith(PODD, heading);
    }

    /** Offset of the last heading; 0 when there is none. */
    int lastHeading() {
        return Math.max(0, heading);
    }

    /** What stands under the last heading; all of it where there is none. */
    String last() {
        return text.substring(headingEnd).replace("\r\n", "\n").strip();
    }

    /** What was written, with the line ends of this file. */
    String ended(String words) {
        return eol.equals("\n") ? words : words.replace("\n", eol);
    }

    /**
     * Begins an answer under what was said last, which is not empty.
     *
     * @param first for the first line
     * @param words how the answer begins
     */
    Begun begin(ChatHead first, String words) {
        return begin(first, words, end());
    }

    /** What stands there at the moment. */
    TextPlace said() {
        return new TextPlace(text, Math.max(headEnd, text.stripTrailing().length()));
    }

    /**
     * Begins an answer under what was said, also where the person has written more behind it since.
     *
     * @param said where that ended, in an earlier text
     */
    Begun begin(ChatHead first, TextPlace said) {
        int there = said.in(text).offset();
        return begin(first, "", there <= headEnd || text.substring(there).isBlank() ? end() : there);
    }

    private int end() {
        return text.endsWith(eol) ? text.length() - eol.length() : text.length();
    }

    private Begun begin(ChatHead first, String words, int end) {
        List<TextFile.Edit> edits = new ArrayList<>();
        String top = ended(top(first));
        boolean isOther = !first.equals(head) || heading < 0;
        if (isOther) {
            edits.add(new TextFile.Edit(0, headEnd, top));
        }
        String answer = ended(gap(text.substring(headEnd, end)) + PODD + "\n\n" + words);
        String rest = end == text.length() ? eol : "";
        edits.add(new TextFile.Edit(end, end, answer + rest));
        String before = (isOther ? top + text.substring(headEnd, end) : text.substring(0, end)) + answer;
        return new Begun(List.copyOf(edits), new TextPlace(before + rest + text.substring(end), before.length()));
    }

    private String top(ChatHead first) {
        String line = first.line();
        String after = heading < 0 ? YOU + "\n\n" : "";
        return line + (headEnd == 0 && !line.isEmpty() ? "\n" : "") + after;
    }

    /** Answers what was said last, all at once. */
    Begun answer(ChatHead first, String words) {
        return begin(first, words + "\n\n" + YOU + "\n");
    }

    /**
     * Edits, and what comes of them.
     *
     * @param place where the answer goes
     */
    record Begun(List<TextFile.Edit> edits, TextPlace place) {}

    /**
     * Where an answer goes on whose beginning is the last that stands here, but for what the person wrote behind it and the
     * model has not heard.
     *
     * @param answer all of it
     */
    Rest rest(String answer) {
        String there = last();
        if (there.isEmpty()) {
            return new Rest(new TextPlace(text, headingEnd), 0, "\n\n");
        }
        String section = text.substring(headingEnd).stripTrailing();
        for (int end = section.length(); end > 0; end = section.lastIndexOf("\n" + Interjection.YOU, end - 1)) {
            String part = section.substring(0, end).stripTrailing();
            int known = known(part.replace("\r\n", "\n").strip(), answer);
            if (known > 0) {
                return new Rest(new TextPlace(text, headingEnd + part.length()), known, "");
            }
        }
        return new Rest(new TextPlace(text, headingEnd + section.length()), 0, "\n\n");
    }

    /** How much of an answer a text ends with; 0 for nothing. */
    private static int known(String there, String answer) {
        if (answer.startsWith(there)) {
            return there.length();
        }
        for (int length = Math.min(HEAD, Math.min(answer.length(), there.length())); length > 0; length--) {
            int begun = there.lastIndexOf("\n" + answer.substring(0, length)) + 1;
            if (begun > 0 && answer.startsWith(there.substring(begun))) {
                return there.length() - begun;
            }
        }
        String tail = there.substring(Math.max(0, there.length() - TAIL));
        int found = answer.lastIndexOf(tail);
        return found < 0 ? 0 : found + tail.length();
    }

    /**
     * The rest of an answer.
     *
     * @param place where it goes
     * @param known how much of the answer stands before it
     * @param lead  what comes between
     */
    record Rest(TextPlace place, int known, String lead) {}

    /** The name of a file, from its URI. */
    static String name(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    /** What ends an answer: the next heading. What the person has typed behind it comes under that. */
    String end(TextPlace place) {
        String typed = place.after();
        return ended(gap(place.before()) + YOU + "\n" + (typed.isEmpty() || !typed.startsWith(eol) ? "\n" : ""));
    }

    /** Line ends that are missing for an empty line. */
    static String gap(String before) {
        String plain = before.replace("\r\n", "\n");
        return plain.isEmpty() || plain.endsWith("\n\n") ? "" : plain.endsWith("\n") ? "\n" : "\n\n";
    }
}
