package dev.podd.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that one side may ask of the other, or tell it.
 *
 * @param result null for a notification; {@code null} as text for a request that is answered with null
 * @param errors names, beside those that any request may get
 */
public record Method(String name, Kind kind, From from, TypeName params, @Nullable TypeName result,
        List<String> errors, Order order, String doc) {
    public Method {
        errors = List.copyOf(errors);
    }

    /** Whether there is an answer. */
    public enum Kind {
        REQUEST, NOTIFICATION
    }

    /** Who asks or tells. */
    public enum From {
        EDITOR, DAEMON, BOTH
    }

    /** In which order it is looked at. */
    public enum Order {
        /** As it arrives, before anything that arrives later. */
        CONNECTION,
        /** Accepted or refused before the next of its Pod. */
        POD,
        /** At once, side by side. */
        FREE
    }
}
