package dev.podd.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds JSON values against types and names all that does not fit. A text that begins with {@code $} stands for a value
 * that is not known beforehand and fits everywhere.
 */
public final class Conformance {
    private final Spec spec;
    private final List<String> problems = new ArrayList<>();

    private Conformance(Spec spec) {
        this.spec = spec;
    }

    /** What does not fit, each with its place. */
    public static List<String> problems(Spec spec, TypeName type, JsonNode value) {
        Conformance check = new Conformance(spec);
        check.value(type, value, "");
        return List.copyOf(check.problems);
    }

    private void value(TypeName type, JsonNode value, String place) {
        if (value.isTextual() && value.textValue().startsWith("$")) {
            return;
        }
        if (type.isList()) {
            list(type, value, place);
        } else if (type.isBasic()) {
            expect(isBasic(type.name(), value), place, type.name(), value);
        } else {
            named(spec.type(type.name()), value, place);
        }
    }

    private void list(TypeName type, JsonNode value, String place) {
        expect(value.isArray(), place, type.toString(), value);
        for (int i = 0; i < value.size(); i++) {
            value(new TypeName(type.name(), false), value.get(i), place + "[" + i + "]");
        }
    }

    private static boolean isBasic(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private void named(NamedType type, JsonNode value, String place) {
        switch (type) {
            case NamedType.Structure structure -> structure(structure, value, place, false);
            case NamedType.Union union -> union(union, value, place);
            case NamedType.Enumeration texts -> expect(
                    texts.values().stream().anyMatch(each -> each.value().equals(value.textValue())),
                    place, texts.name(), value);
        }
    }

    private void union(NamedType.Union union, JsonNode value, String place) {
        String tag = value.path("type").asText();
        union.variants().stream().filter(variant -> variant.name().equals(tag)).findFirst().ifPresentOrElse(
                variant -> structure(variant, value, place, true),
                () -> problems.add(place + ": " + union.name() + " is due, found type " + tag));
    }

    private void structure(NamedType.Structure structure, JsonNode value, String place, boolean hasTag) {
        if (!value.isObject()) {
            expect(false, place, structure.name(), value);
            return;
        }
        for (NamedType.Field field : structure.fields()) {
            String within = place.isEmpty() ? field.name() : place + "." + field.name();
            if (value.has(field.name())) {
                value(field.type(), value.get(field.name()), within);
            } else if (!field.optional()) {
                problems.add(within + ": missing");
            }
        }
        value.fieldNames().forEachRemaining(name -> {
            boolean isKnown = (hasTag && name.equals("type"))
                    || structure.fields().stream().anyMatch(field -> field.name().equals(name));
            if (!isKnown) {
                problems.add(place + ": " + structure.name() + " has no field " + name);
            }
        });
    }

    private void expect(boolean fits, String place, String due, JsonNode found) {
        if (!fits) {
            problems.add(place + ": " + due + " is due, found " + found);
        }
    }
}
