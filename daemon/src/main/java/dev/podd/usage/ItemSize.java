package dev.podd.usage;

import dev.podd.item.Item;
import dev.podd.item.Part;
import org.jspecify.annotations.Nullable;

/** About how many bytes an item has in a request; cheap, since all of a history is measured at each request. */
final class ItemSize {
    /** Names, quotes and braces around an item. */
    private static final int FRAME = 60;
    /** What providers count for a picture, in bytes at four a token. */
    private static final int PICTURE = 6_000;

    private ItemSize() {}

    static long of(Item item) {
        return FRAME + switch (item) {
            case Item.Message message -> message.parts().stream().mapToLong(ItemSize::of).sum();
            case Item.Reasoning reasoning -> reasoning.opaque() == null ? reasoning.text().length()
                    : reasoning.opaque().data().length();
            case Item.ToolCall call -> call.name().length() + call.arguments().length();
            case Item.ToolResult result -> result.summary().length() + length(result.body());
        };
    }

    private static long of(Part part) {
        return switch (part) {
            case Part.Image image -> PICTURE;
            case Part.Text text -> text.text().length();
            case Part.File file -> file.uri().length() + length(file.content());
            case Part.Selection selection -> selection.uri().length() + length(selection.content());
            case Part.Diagnostics diagnostics -> diagnostics.uri().length() + length(diagnostics.content());
        };
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
