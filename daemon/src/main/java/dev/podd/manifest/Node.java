package dev.podd.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value as it was written, and where: what layers are before they are one manifest. Immutable. */
sealed interface Node {
    Origin origin();

    /** "text", "a number", … with the value where that helps. */
    String found();

    /** "text", "a number", … without the value. */
    String kind();

    /** What stands at these keys, one within the other; empty if nothing does. */
    default Optional<Node> at(String... keys) {
        Node node = this;
        for (String key : keys) {
            if (!(node instanceof Table table) || !table.members().containsKey(key)) {
                return Optional.empty();
            }
            node = table.members().get(key).value();
        }
        return Optional.of(node);
    }

    /** The plain value that stands at these keys, if it is of that type. */
    default <T> Optional<T> plain(Class<T> type, String... keys) {
        return at(keys).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).value())
                .filter(type::isInstance).map(type::cast);
    }

    /** Keys in the order of the text. */
    record Table(Map<String, Member> members, Origin origin) implements Node {
        public Table {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String found() {
            return kind();
        }

        @Override
        public String kind() {
            return "a table";
        }

        /** With another value at a key; it stands where the value stands. */
        Table with(String key, Node value) {
            Map<String, Member> changed = new LinkedHashMap<>(members);
            changed.put(key, new Member(value.origin(), value));
            return new Table(changed, origin);
        }

        Table without(String key) {
            Map<String, Member> changed = new LinkedHashMap<>(members);
            changed.remove(key);
            return new Table(changed, origin);
        }
    }

    /** A value of a table, with the place of its key. */
    record Member(Origin key, Node value) {}

    record Items(List<Node> items, Origin origin) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return kind();
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A String, Long, Double, Boolean, or one of TOML's dates. */
    record Scalar(Object value, Origin origin) implements Node {
        @Override
        public String found() {
            return switch (value) {
                case String text -> "text " + quoted(text);
                case Long number -> "the number " + number;
                case Double number -> "the number " + number;
                case Boolean flag -> String.valueOf(flag);
                default -> kind();
            };
        }

        @Override
        public String kind() {
            return switch (value) {
                case String text -> "text";
                case Long number -> "a number";
                case Double number -> "a number";
                case Boolean flag -> "true or false";
                default -> "a date or time";
            };
        }

        private static final int SHOWN = 60;

        private static String quoted(String text) {
            String line = text.replace("\n", "\\n");
            return '"' + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + '"';
        }
    }

    /** Which text, and where in it. */
    record Origin(String source, Place place) {}
}
