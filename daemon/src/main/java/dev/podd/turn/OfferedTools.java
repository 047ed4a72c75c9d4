package dev.podd.turn;

import dev.podd.tool.ToolBox;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one turn. Asked for when the turn needs them first, since those of another program may have to be waited
 * for; the same from then on. For the turn's thread.
 */
public final class OfferedTools {
    private final Source source;
    private @Nullable ToolBox known;

    /** Where the tools of a turn come from. */
    @FunctionalInterface
    public interface Source {
        ToolBox get() throws InterruptedException;
    }

    public OfferedTools(Source source) {
        this.source = source;
    }

    ToolBox get() throws InterruptedException {
        ToolBox tools = known == null ? source.get() : known;
        known = tools;
        return tools;
    }
}
