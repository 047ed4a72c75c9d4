package dev.podd.model;

import dev.podd.usage.Price;
import org.jspecify.annotations.Nullable;

/**
 * A model that a manifest may name.
 *
 * @param provider      its kind, as a manifest spells it
 * @param contextWindow tokens of prompt and answer together; null when unknown
 * @param price         null when unknown
 */
public record KnownModel(String provider, String id, @Nullable Long contextWindow, @Nullable Price price) {}
