package dev.podd.manifest;

import java.util.List;
import java.util.Map;

/** What may stand at a place of a manifest. The check and the JSON Schema are both made from shapes. */
sealed interface Shape {
    /** A table of known keys, in their order. */
    record Table(Map<String, Key> keys) implements Shape {}

    /** A table whose keys are names, all with values of one shape. */
    record Named(String what, Shape value) implements Shape {}

    record ListOf(Shape element) implements Shape {}

    /** Text that is not empty; {@code what} says what kind. */
    record Text(String what) implements Shape {}

    record OneOf(List<String> words) implements Shape {}

    record WholeNumber(long least) implements Shape {}

    record Decimal(double least, double most) implements Shape {}

    record Flag() implements Shape {}

    /** Something, or {@code false} to turn it off. */
    record OrFalse(Shape value) implements Shape {}

    /** A key of a table: what it is for, and whether it must be there. */
    record Key(Shape shape, String doc, boolean isRequired) {}

    /** The shape in words: "a whole number, at least 1". */
    default String inWords() {
        return switch (this) {
            case Table table -> "a table";
            case Named named -> "a table of " + named.what();
            case ListOf list -> "a list, each " + list.element().inWords();
            case Text text -> text.what();
            case OneOf oneOf -> "one of " + String.join(", ", oneOf.words());
            case WholeNumber number -> "a whole number, at least " + number.least();
            case Decimal number -> "a number" + bounds(number);
            case Flag flag -> "true or false";
            case OrFalse orFalse -> orFalse.value().inWords() + ", or false";
        };
    }

    private static String bounds(Decimal number) {
        return number.most() == Double.MAX_VALUE ? ", at least " + plain(number.least())
                : " from " + plain(number.least()) + " to " + plain(number.most());
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
