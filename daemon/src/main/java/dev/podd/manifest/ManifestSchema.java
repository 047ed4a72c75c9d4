package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.manifest.Key.Form;
import java.util.List;

/** The JSON Schema of a manifest, made of the same shapes as the checker: editors complete and check a file by it. */
public final class ManifestSchema {
    private ManifestSchema() {}

    /** As text, ending with a line end. */
    public static String text() {
        ObjectNode schema = Json.object();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Podd manifest");
        schema.put("description", "What a Pod is: model, scope, tools, permissions, hooks. Each key may be left out.");
        schema.setAll(section(Shapes.MANIFEST));
        return schema.toPrettyString() + "\n";
    }

    private static ObjectNode of(Shape shape) {
        return switch (shape) {
            case Shape.Text(Form form) -> form == Form.URL ? type("string").put("pattern", "^https?://")
                    : type("string");
            case Shape.FilePath _ -> type("string").put("minLength", 1);
            case Shape.Word word -> words(word.words());
            case Shape.Flag _ -> type("boolean");
            case Shape.Whole(double least, double most) -> bounded(type("integer"), least, most);
            case Shape.Real(double least, double most) -> bounded(type("number"), least, most);
            case Shape.Seconds _ -> type("number").put("exclusiveMinimum", 0)
                    .put("maximum", (long) Shape.Seconds.MOST);
            case Shape.NumberOrFalse _ -> orFalse(type("integer").put("minimum", 1));
            case Shape.ListOf list -> type("array").set("items", of(list.each()));
            case Shape.MapOf map -> type("object").set("additionalProperties", of(map.each()));
            case Shape.Section section when section.mayBeFalse() -> orFalse(section(section));
            case Shape.Section section -> section.shortEntry().map(entry -> either(section(section), of(entry.shape())))
                    .orElseGet(() -> section(section));
        };
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }

    private static ObjectNode words(List<String> words) {
        ObjectNode schema = type("string");
        words.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode bounded(ObjectNode schema, double least, double most) {
        if (Double.isFinite(least)) {
            schema.put("minimum", (long) least);
        }
        if (Double.isFinite(most) && most < Integer.MAX_VALUE) {
            schema.put("maximum", (long) most);
        }
        return schema;
    }

    private static ObjectNode orFalse(ObjectNode schema) {
        return either(schema, Json.object().put("const", false));
    }

    private static ObjectNode either(ObjectNode schema, ObjectNode other) {
        ObjectNode either = Json.object();
        either.putArray("anyOf").add(schema).add(other);
        return either;
    }

    private static ObjectNode section(Shape.Section section) {
        ObjectNode schema = type("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode rules = Json.mapper().createArrayNode();
        ArrayNode required = Json.mapper().createArrayNode();
        for (Shape.Entry entry : section.entries().values()) {
            properties.set(entry.name(), key(entry));
            entry.aliases().forEach(alias -> properties.set(alias, former(entry)));
            entry.insteadOf().ifPresent(other -> rules.add(alternatives(entry, other)));
            if (entry.isRequired() && entry.insteadOf().isEmpty()) {
                required.add(entry.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!rules.isEmpty()) {
            schema.set("allOf", rules);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode key(Shape.Entry entry) {
        ObjectNode schema = of(entry.shape());
        schema.put("description", entry.says());
        JsonNode otherwise = entry.otherwise();
        if (otherwise != null && otherwise.isValueNode()) {
            schema.set("default", otherwise);
        }
        return schema;
    }

    private static ObjectNode former(Shape.Entry entry) {
        return of(entry.shape()).put("description", "The older name of " + entry.name() + ".").put("deprecated", true);
    }

    /** One of both where one is needed, else not both. */
    private static ObjectNode alternatives(Shape.Entry entry, String other) {
        ObjectNode rule = Json.object();
        if (entry.isRequired()) {
            rule.putArray("oneOf").add(required(other)).add(required(entry.name()));
        } else {
            rule.set("not", required(other));
            ((ArrayNode) rule.at("/not/required")).add(entry.name());
        }
        return rule;
    }

    private static ObjectNode required(String key) {
        ObjectNode rule = Json.object();
        rule.putArray("required").add(key);
        return rule;
    }
}
