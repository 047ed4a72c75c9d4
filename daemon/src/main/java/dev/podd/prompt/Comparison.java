package dev.podd.prompt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two values of a template. */
final class Comparison {
    private Comparison() {}

    /** Values that have no order, or of different kinds, are in none. */
    static boolean holds(@Nullable Object left, String operator, @Nullable Object right) {
        return switch (operator) {
            case "==" -> Objects.equals(left, right);
            case "!=" -> !Objects.equals(left, right);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> isOrdered(left, right) && order(left, right) > 0;
            case ">=" -> isOrdered(left, right) && order(left, right) >= 0;
            default -> throw new IllegalArgumentException("no comparison: " + operator);
        };
    }

    private static boolean isOrdered(@Nullable Object left, @Nullable Object right) {
        return left instanceof Double && right instanceof Double || left instanceof String && right instanceof String;
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double one && right instanceof Double other) {
            return one.compareTo(other);
        }
        return left instanceof String one && right instanceof String other ? one.compareTo(other) : 1;
    }
}
