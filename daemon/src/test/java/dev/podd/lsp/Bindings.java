package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.podd.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of a transcript: {@code $name} is bound when it is first met, {@code $_} is anything, {@code $root} the folder. */
final class Bindings {
    private final String root;
    private Map<String, JsonNode> bound = new HashMap<>();

    Bindings(String root) {
        this.root = root;
    }

    /** A message with names put in. */
    JsonNode filled(JsonNode template) {
        return switch (template) {
            case TextNode text when bound.containsKey(text.textValue()) -> bound.get(text.textValue());
            case TextNode text -> TextNode.valueOf(text.textValue().replace("$root", root));
            case ObjectNode object -> {
                ObjectNode filled = Json.object();
                object.properties().forEach(each -> filled.set(each.getKey(), filled(each.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = Json.object().arrayNode();
                array.forEach(each -> filled.add(filled(each)));
                yield filled;
            }
            default -> template;
        };
    }

    /** What differs between a template and a message; empty when it fits, and then its names are bound. */
    Optional<String> difference(JsonNode template, JsonNode found) {
        Map<String, JsonNode> before = new HashMap<>(bound);
        Optional<String> difference = difference(template, found, "");
        if (difference.isPresent()) {
            bound = before;
        }
        return difference;
    }

    /** The template for what was found instead: names stay where they stood, known values get theirs. */
    JsonNode renewed(JsonNode template, JsonNode found) {
        if (template.isTextual() && template.textValue().startsWith("$") && !template.textValue().startsWith("$root")) {
            return template;
        }
        if (found instanceof ObjectNode object) {
            ObjectNode renewed = Json.object();
            object.properties().forEach(each -> renewed.set(each.getKey(),
                    renewed(template.path(each.getKey()), each.getValue())));
            return renewed;
        }
        if (found instanceof ArrayNode array) {
            ArrayNode renewed = Json.object().arrayNode();
            for (int i = 0; i < array.size(); i++) {
                renewed.add(renewed(template.path(i), array.get(i)));
            }
            return renewed;
        }
        return bound.entrySet().stream().filter(each -> found.isTextual() && each.getValue().equals(found)).findFirst()
                .<JsonNode>map(each -> TextNode.valueOf(each.getKey()))
                .orElse(found.isTextual() ? TextNode.valueOf(found.textValue().replace(root, "$root")) : found);
    }

    private Optional<String> difference(JsonNode template, JsonNode found, String place) {
        if (template.isTextual() && template.textValue().startsWith("$") && !template.textValue().startsWith("$root")) {
            return named(template.textValue(), found, place);
        }
        if (template instanceof ObjectNode due && found instanceof ObjectNode object) {
            return difference(due, object, place);
        }
        if (template instanceof ArrayNode due && found instanceof ArrayNode array && due.size() == array.size()) {
            for (int i = 0; i < due.size(); i++) {
                Optional<String> inner = difference(due.get(i), array.get(i), place + "[" + i + "]");
                if (inner.isPresent()) {
                    return inner;
                }
            }
            return Optional.empty();
        }
        JsonNode due = filled(template);
        return due.equals(found) ? Optional.empty() : Optional.of(place + ": " + due + " is due, found " + found);
    }

    private Optional<String> difference(ObjectNode due, ObjectNode found, String place) {
        for (Map.Entry<String, JsonNode> field : due.properties()) {
            JsonNode value = found.get(field.getKey());
            Optional<String> inner = value == null ? Optional.of(place + "." + field.getKey() + ": missing")
                    : difference(field.getValue(), value, place + "." + field.getKey());
            if (inner.isPresent()) {
                return inner;
            }
        }
        return found.properties().stream().map(Map.Entry::getKey).filter(name -> !due.has(name)).findFirst()
                .map(name -> place + "." + name + ": unexpected");
    }

    private Optional<String> named(String name, JsonNode found, String place) {
        if (name.equals("$_")) {
            return Optional.empty();
        }
        JsonNode known = bound.putIfAbsent(name, found);
        return known == null || known.equals(found) ? Optional.empty()
                : Optional.of(place + ": " + name + " is " + known + ", found " + found);
    }
}
