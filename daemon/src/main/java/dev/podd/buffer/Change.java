package dev.podd.buffer;

import org.jspecify.annotations.Nullable;

/** Text in place of a range, or of everything when there is no range. */
public record Change(@Nullable Range range, String text) {}
