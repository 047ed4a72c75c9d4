package dev.podd.tool;

import org.jspecify.annotations.Nullable;

/** Bounds what a tool's result costs in every later request. */
@FunctionalInterface
public interface OutputLimit {
    /** The body, cut at a character boundary with a marker that says how much is missing and where the whole is. */
    @Nullable String cut(String tool, String call, @Nullable String body);
}
