package dev.podd.compaction;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Utf8;
import dev.podd.log.Marks;
import dev.podd.log.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The person's own words, taken out of a history before it is summarised, by us and not by whoever summarises. They are
 * carried from summary to summary as data (semantics 8.4).
 */
final class Pins {
    static final int LONGEST = 400;
    private static final int BYTES_PER_TOKEN = 4;
    private static final String MARKER = " […%d bytes left out…] ";

    private Pins() {}

    /**
     * The pins of a summary of {@code older}: those carried so far, and every word of the person's in it.
     *
     * @param running id of an input that stays as an item of its own; null for none
     * @param budget  tokens that they may have together
     */
    static List<Pin> of(List<Item> older, Marks marks, @Nullable String running, long budget) {
        List<Pin> pins = new ArrayList<>(marks.pins());
        for (Item item : older) {
            if (item instanceof Item.Message message && marks.isFromPerson(item.id()) && !item.id().equals(running)) {
                pins.add(pin(message));
            }
        }
        leaveOut(pins, Pin::cut, budget);
        leaveOut(pins, any -> true, budget);
        return pins;
    }

    private static Pin pin(Item.Message message) {
        String text = words(message);
        int bytes = Utf8.length(text);
        if (bytes <= LONGEST) {
            return new Pin(message.id(), text, false);
        }
        int half = (LONGEST - String.format(MARKER, bytes).length() - 4) / 2;
        String head = Utf8.beginning(text, half);
        String tail = Utf8.end(text, half);
        int gone = bytes - Utf8.length(head) - Utf8.length(tail);
        return new Pin(message.id(), head + String.format(MARKER, gone) + tail, true);
    }

    /** What the person wrote; what they pointed to is named, its content was for the moment. */
    private static String words(Item.Message message) {
        return message.parts().stream().map(part -> switch (part) {
            case Part.Text text -> text.text();
            case Part.File file -> "[file " + file.uri() + "]";
            case Part.Selection selection -> "[selection in " + selection.uri() + "]";
            case Part.Diagnostics diagnostics -> "[diagnostics of " + diagnostics.uri() + "]";
            case Part.Image image -> "[image]";
        }).collect(Collectors.joining());
    }

    /** Oldest first, until the rest fits. */
    private static void leaveOut(List<Pin> pins, Predicate<Pin> which, long budget) {
        long tokens = pins.stream().mapToLong(Pins::tokens).sum();
        for (int i = 0; i < pins.size() && tokens > budget;) {
            if (which.test(pins.get(i))) {
                tokens -= tokens(pins.remove(i));
            } else {
                i++;
            }
        }
    }

    private static long tokens(Pin pin) {
        return Math.ceilDiv(Utf8.length(pin.text()), BYTES_PER_TOKEN);
    }
}
