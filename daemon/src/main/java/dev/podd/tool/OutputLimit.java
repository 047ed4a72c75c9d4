package dev.podd.tool;

import org.jspecify.annotations.Nullable;

/** Bounds what a tool's result costs in every later request, and what of it may be shown. */
@FunctionalInterface
public interface OutputLimit {
    /** The body, cut at a character boundary with a marker that says how much is missing and where the whole is. */
    @Nullable String cut(String tool, String call, @Nullable String body);

    /** The output without keys, as all that follows has it: the log, the model, the person. Done before it is cut. */
    default ToolOutput shown(ToolOutput output) {
        return output;
    }

    /** A diff as a person may see it and events may hold it: keys are left out, as they are in what {@link #shown} returns. */
    default @Nullable String shownDiff(@Nullable String diff) {
        return diff;
    }
}
