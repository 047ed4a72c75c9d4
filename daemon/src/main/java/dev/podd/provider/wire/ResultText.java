package dev.podd.provider.wire;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import java.util.Locale;

/** A tool result as the model reads it. */
public final class ResultText {
    private ResultText() {}

    /** Summary, then body. */
    public static String of(Item.ToolResult result) {
        String body = result.body() == null ? "" : result.body();
        String text = body.isEmpty() ? result.summary() : result.summary() + "\n" + body;
        return text.isBlank() ? "(no output)" : text;
    }

    /** As {@link #marked}, for formats in which a result holds text only. */
    public static String withoutImages(Item.ToolResult result) {
        int count = result.images().size();
        return marked(result) + (count == 0 ? ""
                : count == 1 ? "\n[the picture is not shown to this model]"
                : "\n[the " + count + " pictures are not shown to this model]");
    }

    /** The same, opened by how the call ended where it did not end well, for formats that have no field for it. */
    public static String marked(Item.ToolResult result) {
        String text = of(result);
        return result.outcome() == ToolOutcome.OK ? text
                : "[" + result.outcome().name().toLowerCase(Locale.ROOT) + "] " + text;
    }
}
