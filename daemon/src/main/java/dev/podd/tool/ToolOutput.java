package dev.podd.tool;

import dev.podd.item.Part;
import dev.podd.item.ToolOutcome;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a tool call brought.
 *
 * @param summary one or two lines, always kept in the history
 * @param body    the rest; cut to a byte limit before the model sees it
 * @param diff    what it changed, for the person only
 * @param images  pictures, which the body names; shown to models that take them
 */
public record ToolOutput(ToolOutcome outcome, String summary, @Nullable String body, @Nullable String diff,
        List<Part.Image> images) {
    public ToolOutput {
        images = List.copyOf(images);
    }

    /** Without pictures. */
    public ToolOutput(ToolOutcome outcome, String summary, @Nullable String body, @Nullable String diff) {
        this(outcome, summary, body, diff, List.of());
    }

    public static ToolOutput ok(String summary, @Nullable String body) {
        return new ToolOutput(ToolOutcome.OK, summary, body, null);
    }

    public static ToolOutput error(String summary, @Nullable String body) {
        return new ToolOutput(ToolOutcome.ERROR, summary, body, null);
    }

    /** The same with more in its summary. */
    public ToolOutput with(String more) {
        return new ToolOutput(outcome, summary + more, body, diff, images);
    }
}
