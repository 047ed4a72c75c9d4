package dev.podd.provider.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a family of models before the first request.
 *
 * @param contextWindow tokens of prompt and answer together, null when unknown
 * @param maxOutput     the most tokens that one answer may have, null when unknown
 * @param reasoning     how it is asked to reason
 * @param isSteerable   whether it takes temperature and top_p
 */
public record ModelFamily(@Nullable Long contextWindow, @Nullable Integer maxOutput, Reasoning reasoning,
        boolean isSteerable) {
    /** A model that nobody has told us about. */
    public static final ModelFamily UNKNOWN = new ModelFamily(null, null, Reasoning.UNKNOWN, true);

    /** How a model is asked to reason. */
    public enum Reasoning {
        /** Not at all. */
        NONE,
        /** By a number of tokens that it may think. */
        BUDGET,
        /** By a level of effort. */
        EFFORT,
        /** By a level of effort; and it refuses its own thoughts behind a history that was changed, unless told to drop them. */
        BOUND, UNKNOWN
    }
}
