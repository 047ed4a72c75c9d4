package dev.podd.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Binds the one tree of all layers, which was checked, to records; what is left out gets its default here. */
final class Binding {
    private static final double NANOS = 1e9;

    /** Without annotations: looking for them at each record takes longer than all the rest. */
    private static final ObjectMapper MAPPER = Json.mapper().rebuild()
            .disable(MapperFeature.USE_ANNOTATIONS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new Scalar<>(Duration.class, Binding::seconds))
                    .addDeserializer(Limit.class, new Scalar<>(Limit.class, Binding::numberOrFalse))
                    .addDeserializer(Path.class, new Scalar<>(Path.class, parser -> Path.of(parser.getText()))))
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(Manifest.class);

    private Binding() {}

    private static Duration seconds(JsonParser parser) throws IOException {
        return Duration.ofNanos(Math.round(parser.getDoubleValue() * NANOS));
    }

    private static Limit numberOrFalse(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_FALSE) ? Limit.NONE : new Limit(parser.getLongValue());
    }

    static Manifest bind(Node.Table root) {
        try {
            return READER.readValue(json(root, Shapes.MANIFEST));
        } catch (IOException e) {
            throw new IllegalStateException("a checked manifest does not bind", e);
        }
    }

    private static JsonNode json(@Nullable Node node, Shape shape) {
        return switch (shape) {
            case Shape.Section section -> section(node instanceof Node.Table table ? table : null, section);
            case Shape.MapOf map -> {
                ObjectNode object = Json.object();
                if (node instanceof Node.Table table) {
                    table.members().forEach((key, member) -> object.set(key, json(member.value(), map.each())));
                }
                yield object;
            }
            case Shape.ListOf list -> {
                ArrayNode array = Json.mapper().createArrayNode();
                if (node instanceof Node.Items items) {
                    items.items().forEach(item -> array.add(json(item, list.each())));
                }
                yield array;
            }
            case Shape.Word _ -> constant(String.valueOf(value(node)));
            case Shape.Plain _ -> MAPPER.valueToTree(value(node));
        };
    }

    private static JsonNode constant(String word) {
        return MAPPER.valueToTree(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static @Nullable Object value(@Nullable Node node) {
        return node instanceof Node.Scalar scalar ? scalar.value() : null;
    }

    private static ObjectNode section(Node.@Nullable Table table, Shape.Section section) {
        ObjectNode object = Json.object();
        for (Shape.Entry entry : section.entries().values()) {
            Node.Member given = table == null ? null : table.members().get(entry.name());
            if (given != null) {
                object.set(entry.name(), json(given.value(), entry.shape()));
            } else if (entry.otherwise() != null) {
                object.set(entry.name(), switch (entry.shape()) {
                    case Shape.Section inner -> json(null, inner);
                    case Shape.Word _ -> constant(entry.otherwise().textValue());
                    case Shape.ListOf _,Shape.MapOf _,Shape.Plain _ -> entry.otherwise();
                });
            }
        }
        return object;
    }

    /** A value that is made of one scalar. */
    private static final class Scalar<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Reading<T> reading;

        Scalar(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return reading.read(parser);
        }
    }

    /** Reads the scalar that the parser is at. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }
}
