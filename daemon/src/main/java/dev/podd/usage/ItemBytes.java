package dev.podd.usage;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Utf8;
import org.jspecify.annotations.Nullable;

/** How many bytes of an item the model reads, near enough to weigh one against another. */
final class ItemBytes {
    /** What stands around a text on any wire: role, type, ids. */
    private static final int AROUND = 32;
    /** A picture costs a model some 1600 tokens, however many bytes it is stored in. */
    private static final int IMAGE = 6400;

    private ItemBytes() {}

    static long of(Item item) {
        return AROUND + switch (item) {
            case Item.Message message -> message.parts().stream().mapToLong(ItemBytes::of).sum();
            case Item.Reasoning reasoning -> of(reasoning.text())
                    + (reasoning.opaque() == null ? 0 : of(reasoning.opaque().data()));
            case Item.ToolCall call -> of(call.name()) + of(call.arguments());
            case Item.ToolResult result -> of(result.summary()) + ofBody(result);
        };
    }

    static long ofBody(Item.ToolResult result) {
        return of(result.body()) + (long) IMAGE * result.images().size();
    }

    private static long of(Part part) {
        return part instanceof Part.Image ? IMAGE : of(part.asText());
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : Utf8.length(text);
    }
}
