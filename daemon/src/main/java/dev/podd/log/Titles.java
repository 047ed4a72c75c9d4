package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.Part;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names a session by its first input: one line, never a request to a model. */
public final class Titles {
    static final int LONGEST = 60;

    private Titles() {}

    /** Null for an input without words. */
    public static @Nullable String of(Item.Message input) {
        String line = input.parts().stream().map(part -> part instanceof Part.Text text ? text.text() : " ")
                .collect(Collectors.joining()).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() <= LONGEST ? line : cut(line) + "…";
    }

    /** After a word where there is one in the second half, and never inside a character. */
    private static String cut(String line) {
        int space = line.lastIndexOf(' ', LONGEST - 1);
        if (space >= LONGEST / 2) {
            return line.substring(0, space);
        }
        int end = LONGEST - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }
}
