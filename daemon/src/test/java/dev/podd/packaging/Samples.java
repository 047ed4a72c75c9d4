package dev.podd.packaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of all kinds and switches over types, and what they say. */
public final class Samples implements Supplier<List<String>> {
    /** A component of each type. */
    record Everything(boolean flag, byte small, char letter, short medium, int whole, long large, float real,
            double exact,
            @Nullable String text, @Nullable Object any, List<?> list) {}

    record Nothing() {}

    /** A part of another, with a method of its own. */
    record Named(String name) {
        @Override
        public String toString() {
            return "<" + name + ">";
        }
    }

    sealed interface Tree {
        /** In an interface, whose methods are called another way. */
        static String kind(@Nullable Object any) {
            return switch (any) {
                case null -> "null";
                case Leaf leaf when leaf.value() > 10 -> "large leaf";
                case Leaf leaf when leaf.value() < 0 -> "negative leaf";
                case Leaf _ -> "leaf";
                case Fork(Leaf one, Leaf other) when one.equals(other) -> "twins";
                case Fork(Tree left, _) -> "fork of " + kind(left);
                case CharSequence text when text.isEmpty() -> "no text";
                case CharSequence text -> "text " + text;
                case Number _ -> "number";
                default -> "other";
            };
        }
    }

    record Leaf(int value) implements Tree {}

    record Fork(Tree left, Tree right) implements Tree {}

    @Override
    public List<String> get() {
        record Local(long value) {}
        List<Object> all = new ArrayList<>(List.of(new Nothing(), new Named("x"), new Named("y"), new Leaf(1),
                new Leaf(11), new Leaf(-1), new Fork(new Leaf(3), new Leaf(3)),
                new Fork(new Fork(new Leaf(1), new Leaf(2)), new Leaf(3)), new Local(1L << 40), "", "words", 7, 'c'));
        for (double exact : new double[] {0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (boolean flag : new boolean[] {false, true}) {
                all.add(new Everything(flag, (byte) -7, 'ä', (short) 300, Integer.MIN_VALUE, Long.MAX_VALUE,
                        (float) exact, exact, flag ? "text" : null, flag ? null : List.of(1), List.of("a", exact)));
            }
        }
        List<String> said = new ArrayList<>();
        for (Object one : all) {
            said.add(one + " " + one.hashCode() + " " + Tree.kind(one) + " "
                    + all.stream().map(other -> one.equals(other) ? "=" : ".").toList());
        }
        said.add(Tree.kind(null) + Arrays.asList(new Leaf(1).equals(new Leaf(1)), new Nothing().equals(new Nothing())));
        return said;
    }
}
