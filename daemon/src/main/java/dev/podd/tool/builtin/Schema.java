package dev.podd.tool.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.util.List;

/** JSON Schema of a tool's arguments, in as few bytes as it takes: a person pays for them at every request. */
final class Schema {
    private final ObjectNode properties = Json.object();
    private final List<String> required;

    private Schema(List<String> required) {
        this.required = required;
    }

    static Schema requiring(String... names) {
        return new Schema(List.of(names));
    }

    Schema text(String name) {
        return put(name, Json.object().put("type", "string"));
    }

    Schema text(String name, String description) {
        return put(name, Json.object().put("type", "string").put("description", description));
    }

    Schema integer(String name) {
        return put(name, Json.object().put("type", "integer"));
    }

    Schema integer(String name, String description) {
        return put(name, Json.object().put("type", "integer").put("description", description));
    }

    Schema flag(String name) {
        return put(name, Json.object().put("type", "boolean"));
    }

    Schema choice(String name, String... values) {
        ObjectNode choice = Json.object().put("type", "string");
        List.of(values).forEach(choice.putArray("enum")::add);
        return put(name, choice);
    }

    Schema list(String name, Schema item) {
        ObjectNode list = Json.object().put("type", "array");
        list.set("items", item.build());
        return put(name, list);
    }

    ObjectNode build() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("properties", properties);
        required.forEach(schema.putArray("required")::add);
        return schema;
    }

    private Schema put(String name, ObjectNode property) {
        properties.set(name, property);
        return this;
    }
}
