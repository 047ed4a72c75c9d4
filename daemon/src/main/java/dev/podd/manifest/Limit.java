package dev.podd.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A number, or false for no limit; {@code value} is null then. */
public record Limit(@Nullable Long value) {
    public static final Limit NONE = new Limit(null);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Limit of(JsonNode written) {
        return written.isBoolean() ? NONE : new Limit(written.longValue());
    }
}
