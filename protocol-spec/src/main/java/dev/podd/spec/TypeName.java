package dev.podd.spec;

import java.util.Set;

/** A type as a field names it: a basic one or one of the specification's own, alone or as a list. */
public record TypeName(String name, boolean isList) {
    private static final Set<String> BASIC = Set.of("string", "integer", "number", "boolean", "any", "null");

    public static TypeName of(String text) {
        boolean isList = text.endsWith("[]");
        return new TypeName(isList ? text.substring(0, text.length() - 2) : text, isList);
    }

    public boolean isBasic() {
        return BASIC.contains(name);
    }

    @Override
    public String toString() {
        return isList ? name + "[]" : name;
    }
}
