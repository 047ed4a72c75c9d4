package dev.podd.spec;

import java.util.List;

/** A type of the specification's own. */
public sealed interface NamedType {
    String name();

    String doc();

    /** An object. */
    record Structure(String name, String doc, List<Field> fields) implements NamedType {
        public Structure {
            fields = List.copyOf(fields);
        }
    }

    /** An object of one of several shapes, told apart by its field {@code type}. */
    record Union(String name, String doc, List<Structure> variants) implements NamedType {
        public Union {
            variants = List.copyOf(variants);
        }
    }

    /** One of several texts. */
    record Enumeration(String name, String doc, List<Value> values) implements NamedType {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /** One text of an enumeration. */
    record Value(String value, String doc) {}

    /** A field of an object; optional means that it may be absent, never null. */
    record Field(String name, TypeName type, boolean optional, String doc) {}
}
