package dev.podd.event;

import dev.podd.usage.Estimate;

import org.jspecify.annotations.Nullable;

/** How full the context is: tokens used, the model's window where it is known, and how that is known. */
public record Tokens(long used, @Nullable Long window, Estimate.Source source) {}
