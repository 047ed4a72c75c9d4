package dev.podd.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a folder of specification files. */
public final class SpecReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecReader() {}

    /** @throws SpecException when a name stands for two things */
    public static Spec read(Path folder) {
        List<Spec.Chapter> chapters = new ArrayList<>();
        List<ErrorCode> errors = List.of();
        for (Path file : files(folder)) {
            JsonNode tree = tree(file);
            if (tree.has("errors")) {
                errors = list(tree.path("errors"), SpecReader::error);
            } else {
                chapters.add(chapter(String.valueOf(file.getFileName()).replace(".json", ""), tree));
            }
        }
        return new Spec(chapters, byName(chapters), errors);
    }

    private static Spec.Chapter chapter(String name, JsonNode tree) {
        List<NamedType> types = new ArrayList<>();
        types.addAll(list(tree.path("structures"), node -> structure(node, "name")));
        types.addAll(list(tree.path("unions"), SpecReader::union));
        types.addAll(list(tree.path("enums"), SpecReader::enumeration));
        return new Spec.Chapter(name, text(tree, "doc"), list(tree.path("methods"), SpecReader::method), types);
    }

    private static Method method(JsonNode node) {
        return new Method(text(node, "method"), Method.Kind.valueOf(upper(node, "kind")),
                Method.From.valueOf(upper(node, "from")), TypeName.of(text(node, "params")),
                node.has("result") ? TypeName.of(text(node, "result")) : null,
                list(node.path("errors"), JsonNode::asText), Method.Order.valueOf(upper(node, "order")),
                text(node, "doc"));
    }

    private static NamedType.Structure structure(JsonNode node, String nameKey) {
        return new NamedType.Structure(text(node, nameKey), text(node, "doc"),
                list(node.path("fields"), SpecReader::field));
    }

    private static NamedType.Field field(JsonNode node) {
        return new NamedType.Field(text(node, "name"), TypeName.of(text(node, "type")),
                node.path("optional").asBoolean(), text(node, "doc"));
    }

    private static NamedType union(JsonNode node) {
        return new NamedType.Union(text(node, "name"), text(node, "doc"),
                list(node.path("variants"), variant -> structure(variant, "tag")));
    }

    private static NamedType enumeration(JsonNode node) {
        return new NamedType.Enumeration(text(node, "name"), text(node, "doc"), list(node.path("values"),
                value -> new NamedType.Value(text(value, "value"), text(value, "doc"))));
    }

    private static ErrorCode error(JsonNode node) {
        return new ErrorCode(node.path("code").intValue(), text(node, "name"),
                node.has("retry") ? node.path("retry").booleanValue() : null, text(node, "when"),
                list(node.path("data"), JsonNode::asText));
    }

    private static Map<String, NamedType> byName(List<Spec.Chapter> chapters) {
        Map<String, NamedType> types = new LinkedHashMap<>();
        for (Spec.Chapter chapter : chapters) {
            for (NamedType type : chapter.types()) {
                if (types.put(type.name(), type) != null) {
                    throw new SpecException("two types are named " + type.name());
                }
            }
        }
        return types;
    }

    private static String upper(JsonNode node, String field) {
        return text(node, field).toUpperCase(Locale.ROOT);
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new SpecException("no " + field + " in " + node);
        }
        return node.path(field).textValue();
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> read) {
        return nodes.valueStream().map(read).toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
