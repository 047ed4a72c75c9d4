package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Holds a layer against the shape of a manifest and notes all that does not fit. Used once, on one thread. */
final class Check {
    private final Layer layer;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private Check(Layer layer) {
        this.layer = layer;
    }

    static List<ManifestProblem> of(Layer layer) {
        Check check = new Check(layer);
        check.table(ManifestShape.MANIFEST, layer.tree(), List.of());
        return check.problems;
    }

    private void value(Shape shape, JsonNode found, List<Object> path) {
        switch (shape) {
            case Shape.Table table when found.isObject() -> table(table, (ObjectNode) found, path);
            case Shape.Named named when found.isObject() -> found.properties()
                    .forEach(each -> value(named.value(), each.getValue(), joined(path, each.getKey())));
            case Shape.ListOf list when found.isArray() -> {
                for (int i = 0; i < found.size(); i++) {
                    value(list.element(), found.get(i), joined(path, i));
                }
            }
            case Shape.OrFalse orFalse -> {
                if (!(found.isBoolean() && !found.booleanValue())) {
                    valueOrFalse(orFalse, found, path);
                }
            }
            default -> {
                if (!fits(shape, found)) {
                    unfit(shape, found, path);
                }
            }
        }
    }

    private void valueOrFalse(Shape.OrFalse orFalse, JsonNode found, List<Object> path) {
        boolean goesDeeper = orFalse.value() instanceof Shape.Table && found.isObject();
        if (goesDeeper) {
            value(orFalse.value(), found, path);
        } else if (!fits(orFalse.value(), found)) {
            unfit(orFalse, found, path);
        }
    }

    private static boolean fits(Shape shape, JsonNode found) {
        return switch (shape) {
            case Shape.Table table -> found.isObject();
            case Shape.Named named -> found.isObject();
            case Shape.ListOf list -> found.isArray();
            case Shape.Text text -> found.isTextual() && !found.textValue().isBlank();
            case Shape.OneOf oneOf -> found.isTextual() && oneOf.words().contains(found.textValue());
            case Shape.WholeNumber number -> found.isIntegralNumber() && found.canConvertToInt()
                    && found.longValue() >= number.least();
            case Shape.Decimal number -> found.isNumber() && found.doubleValue() >= number.least()
                    && found.doubleValue() <= number.most();
            case Shape.Flag flag -> found.isBoolean();
            case Shape.OrFalse orFalse -> fits(orFalse.value(), found);
        };
    }

    private void table(Shape.Table table, ObjectNode found, List<Object> path) {
        Map<String, String> aliases = ManifestShape.ALIASES.getOrDefault(dotted(path), Map.of());
        found.properties().forEach(each -> {
            String name = aliases.getOrDefault(each.getKey(), each.getKey());
            Shape.Key key = table.keys().get(name);
            if (key == null) {
                unknown(each.getKey(), table, path);
            } else {
                value(key.shape(), each.getValue(), joined(path, each.getKey()));
            }
        });
        table.keys().forEach((name, key) -> {
            if (key.isRequired() && !found.has(name)) {
                problems.add(layer.problem(Severity.ERROR, path,
                        "the key " + name + " is missing here; it takes " + key.shape().inWords()));
            }
        });
    }

    private void unfit(Shape shape, JsonNode found, List<Object> path) {
        problems.add(layer.problem(Severity.ERROR, path,
                dotted(path) + " is " + described(found) + "; allowed is " + shape.inWords()));
    }

    private void unknown(String key, Shape.Table table, List<Object> path) {
        String nearest = table.keys().keySet().stream().min(Comparator.comparing(
                known -> LevenshteinDistance.getDefaultInstance().apply(key, known))).orElse("");
        problems.add(layer.problem(Severity.WARNING, joined(path, key),
                "unknown key " + dotted(joined(path, key)) + "; the nearest known one is " + nearest));
    }

    static String described(JsonNode found) {
        return switch (found.getNodeType()) {
            case STRING -> "the text \"" + shortened(found.textValue()) + "\"";
            case NUMBER -> "the number " + found.asText();
            case BOOLEAN -> found.asText();
            case ARRAY -> "a list";
            case OBJECT -> "a table";
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "the value " + shortened(found.asText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    static String dotted(List<Object> path) {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }

    private static List<Object> joined(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
