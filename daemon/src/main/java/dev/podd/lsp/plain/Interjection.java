package dev.podd.lsp.plain;

import dev.podd.item.Item;
import dev.podd.item.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person writes behind an answer that is not finished: it stands under a heading of its own within the answer, and
 * the answer goes on behind it once the model has heard it.
 *
 * @param text       what they wrote, with line ends as {@code \n}; empty for nothing
 * @param start      where it begins, behind its heading; an offset from the answer's end, like the next
 * @param end        where it ends
 * @param hasHeading whether its heading stands before it
 */
record Interjection(String text, int start, int end, boolean hasHeading) {
    static final String YOU = "### You";
    static final String PODD = "### Podd";

    /** Also what a person writes who gives it the heading of a whole message. */
    private static final Pattern HEADING = Pattern.compile("\\A\\s*^#{2,3} You[ \\t]*\\r?$\\s*", Pattern.MULTILINE);
    private static final Pattern HEADINGS = Pattern.compile("(?m)^" + YOU + "[ \\t]*\\n?");
    private static final Pattern ALL_BLANK = Pattern.compile("\\A\\s*");

    /** What stands in a text from the end of an answer on. */
    static Interjection in(String after) {
        Matcher heading = HEADING.matcher(after);
        boolean hasHeading = heading.find();
        Matcher blank = ALL_BLANK.matcher(after);
        int start = hasHeading ? heading.end() : blank.find() ? blank.end() : 0;
        int end = Math.max(start, after.stripTrailing().length());
        String text = HEADINGS.matcher(plain(after.substring(start, end))).replaceAll("").strip();
        return new Interjection(text, start, end, hasHeading);
    }

    /** Where something that was heard ends, if that is what stands first here, whatever follows it; -1 if it is not. */
    int endOf(String heard, String after) {
        String said = heard.strip();
        String there = after.substring(start, end);
        int length = 0;
        for (int at = 0; at < said.length(); at++, length++) {
            if (there.startsWith("\r\n", length) && said.charAt(at) == '\n') {
                length++;
            } else if (length >= there.length() || there.charAt(length) != said.charAt(at)) {
                return -1;
            }
        }
        return said.isEmpty() ? -1 : start + length;
    }

    /** What a person said, without what they pointed to. */
    static String said(Item.Message message) {
        return plain(message.parts().stream().filter(Part.Text.class::isInstance).map(Part.Text.class::cast)
                .map(Part.Text::text).collect(Collectors.joining("\n\n"))).strip();
    }

    /** Whether a text has as whole lines what a person said. */
    static boolean holds(String text, Item.Message message) {
        String said = said(message);
        return !said.isEmpty() && ("\n" + plain(text).strip() + "\n").contains("\n" + said + "\n");
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n");
    }
}
