package dev.podd.item;

import org.jspecify.annotations.Nullable;

/** A place that a tool call looks at or changes; {@code line} counts from 0. */
public record Location(String uri, @Nullable Integer line) {}
