package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML read into a tree that Jackson can bind, with the place of each part; all syntax errors are found. */
final class TomlText {
    private TomlText() {}

    /** What reading gave: a tree of what could be read, and what could not. */
    record Read(Layer layer, List<ManifestProblem> problems) {}

    static Read read(String text, String source, Path base) {
        TomlParseResult toml = Toml.parse(text);
        List<ManifestProblem> problems = toml.errors().stream().map(error -> problem(source, error)).toList();
        return new Read(new Layer(source, base, object(toml), path -> place(toml, path)), problems);
    }

    private static ManifestProblem problem(String source, TomlParseError error) {
        TomlPosition at = error.position();
        return new Places.Place(at.line(), at.column(), 1).problem(source, ManifestProblem.Severity.ERROR,
                "not TOML: " + firstLine(String.valueOf(error.getMessage())));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static Places.Place place(TomlTable root, List<Object> path) {
        Places.Place nearest = Places.Place.START;
        Object at = root;
        for (Object step : path) {
            TomlPosition position = null;
            Object next = null;
            if (at instanceof TomlTable table && step instanceof String key) {
                position = table.inputPositionOf(List.of(key));
                next = table.get(List.of(key));
            } else if (at instanceof TomlArray array && step instanceof Integer index && index < array.size()) {
                position = array.inputPositionOf(index);
                next = array.get(index);
            }
            if (position != null) {
                nearest = new Places.Place(position.line(), position.column(),
                        step instanceof String key ? key.length() : 1);
            }
            if (next == null) {
                return nearest;
            }
            at = next;
        }
        return nearest;
    }

    private static ObjectNode object(TomlTable table) {
        ObjectNode object = Json.object();
        for (String key : table.keySet()) {
            object.set(key, node(table.get(List.of(key))));
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> Json.mapper().nullNode();
            case TomlTable table -> object(table);
            case TomlArray array -> list(array);
            case String text -> Json.mapper().getNodeFactory().textNode(text);
            case Long number -> Json.mapper().getNodeFactory().numberNode(number);
            case Double number -> Json.mapper().getNodeFactory().numberNode(number);
            case Boolean flag -> Json.mapper().getNodeFactory().booleanNode(flag);
            default -> Json.mapper().getNodeFactory().pojoNode(value);
        };
    }

    private static ArrayNode list(TomlArray array) {
        ArrayNode list = Json.mapper().createArrayNode();
        List<Object> elements = new ArrayList<>(array.toList());
        elements.forEach(element -> list.add(node(element)));
        return list;
    }
}
