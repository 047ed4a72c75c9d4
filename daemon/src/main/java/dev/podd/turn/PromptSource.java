package dev.podd.turn;

import org.jspecify.annotations.Nullable;

/** Renders the system prompt when the tools are known. */
@FunctionalInterface
public interface PromptSource {
    /**
     * The prompt, or null for none.
     *
     * @throws TurnFailedException the template cannot be rendered
     */
    @Nullable String render();
}
