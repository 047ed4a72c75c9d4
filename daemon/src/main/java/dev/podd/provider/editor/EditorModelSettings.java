package dev.podd.provider.editor;

import dev.podd.usage.Price;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which of an editor's models to ask, and how.
 *
 * @param model         as the editor calls it, or what stands behind the slash there; null for its first
 * @param contextWindow tokens of prompt and answer together; null takes what the editor says
 * @param price         of its tokens; null where they cost nothing more
 * @param silence       how long it may say nothing once it has accepted
 */
public record EditorModelSettings(@Nullable String model, @Nullable Long contextWindow, @Nullable Price price,
        Duration silence) {}
