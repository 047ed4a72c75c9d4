package dev.podd.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one layer over another: a value of the upper wins, tables are merged key by key, lists of rules are appended
 * (semantics 2.1). A key takes away the one that says the same in another way.
 */
final class Merge {
    private Merge() {}

    static Node.Table over(Node.Table lower, Node.Table upper) {
        return tables(lower, upper, Shapes.MANIFEST);
    }

    static Node.Table tables(Node.Table lower, Node.Table upper, Shape shape) {
        Map<String, Node.Member> members = new LinkedHashMap<>(lower.members());
        upper.members().forEach((key, member) -> {
            if (shape instanceof Shape.Section section) {
                displaced(section, key).forEach(members::remove);
            }
            Node.Member below = members.get(key);
            members.put(key, below == null ? member
                    : new Node.Member(member.key(), merged(below.value(), member.value(), of(shape, key))));
        });
        return new Node.Table(members, upper.origin());
    }

    /** Keys that say the same as this one in another way. */
    private static List<String> displaced(Shape.Section section, String key) {
        List<String> displaced = new ArrayList<>();
        section.find(key).flatMap(Shape.Entry::insteadOf).ifPresent(displaced::add);
        section.entries().values().stream().filter(entry -> entry.insteadOf().filter(key::equals).isPresent())
                .map(Shape.Entry::name).forEach(displaced::add);
        return displaced;
    }

    private static Node merged(Node lower, Node upper, Shape shape) {
        if (lower instanceof Node.Table below && upper instanceof Node.Table above) {
            return tables(below, above, shape);
        }
        boolean areRules = shape instanceof Shape.ListOf(Shape.Section rule);
        if (areRules && lower instanceof Node.Items below && upper instanceof Node.Items above) {
            List<Node> all = new ArrayList<>(below.items());
            all.addAll(above.items());
            return new Node.Items(all, above.origin());
        }
        return upper;
    }

    /** What an unknown key holds does not matter: nothing is bound to it. */
    private static Shape of(Shape shape, String key) {
        return switch (shape) {
            case Shape.Section section -> section.find(key).map(Shape.Entry::shape).orElse(new Shape.Flag());
            case Shape.MapOf map -> map.each();
            case Shape.ListOf _,Shape.Plain _ -> shape;
        };
    }
}
