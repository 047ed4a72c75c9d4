package dev.podd.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand in {@code ${}}, {@code @if} and {@code @for}: names, literals, comparison, and, or, not. */
sealed interface Expression {
    /** A value that templates know, or a loop's variable. */
    record Name(String name) implements Expression {}

    /** A text, a number or a truth value. */
    record Literal(Object value) implements Expression {}

    /** {@code null}: what is absent equals it. */
    record Nothing() implements Expression {}

    record Not(Expression operand) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    record Compare(Expression left, String operator, Expression right) implements Expression {}

    /** Its value: a text, a list of texts, a number, a truth value, or null for what is absent. */
    default @Nullable Object value(Names names) {
        return switch (this) {
            case Name name -> names.get(name.name());
            case Literal literal -> literal.value();
            case Nothing nothing -> null;
            case Not not -> !not.operand().isTrue(names);
            case And and -> and.left().isTrue(names) && and.right().isTrue(names);
            case Or or -> or.left().isTrue(names) || or.right().isTrue(names);
            case Compare compare -> Comparison.holds(compare.left().value(names), compare.operator(),
                    compare.right().value(names));
        };
    }

    /** What is absent, empty or zero counts as false. */
    default boolean isTrue(Names names) {
        return switch (value(names)) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Double number -> number != 0;
            default -> true;
        };
    }

    /** Where the values of names come from. */
    interface Names {
        @Nullable Object get(String name);
    }
}
