package dev.podd.manifest;

import org.jspecify.annotations.Nullable;

/** A number, or false for no limit; {@code value} is null then. */
public record Limit(@Nullable Long value) {
    public static final Limit NONE = new Limit(null);
}
