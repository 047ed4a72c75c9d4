package dev.podd.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/**
 * The one JSON mapper of everything but the editor's wire: nothing is coerced, absent is left out, keys keep the order
 * in which they are declared or were read, so that the same value always gives the same bytes.
 */
public final class Json {
    private static final JsonMapper MAPPER = strictMapper();

    private Json() {}

    /** The shared mapper; immutable once built, safe on every thread. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value as compact JSON text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written as JSON: "
                    + e.getOriginalMessage(), e);
        }
    }

    /** Writes the value as compact JSON text, piece by piece. */
    public static void write(Object value, Writer target) {
        try {
            MAPPER.writeValue(target, value);
        } catch (IOException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written as JSON: "
                    + e.getMessage(), e);
        }
    }

    /** Writes the value as compact UTF-8 JSON text, piece by piece; half a surrogate pair is an escape in it. */
    public static void write(Object value, OutputStream target) {
        try {
            MAPPER.writeValue(target, value);
        } catch (IOException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written as JSON: "
                    + e.getMessage(), e);
        }
    }

    /** The value as a tree, which shares the value's strings. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value as compact UTF-8 JSON text. */
    public static byte[] writeBytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written as JSON: "
                    + e.getOriginalMessage(), e);
        }
    }

    /** Reads one JSON value; text after it is an error. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JsonException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads one JSON value in UTF-8; text after it is an error. */
    public static JsonNode read(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new JsonException("not JSON: " + e.getMessage(), e);
        }
    }

    /** Reads one JSON value as a record. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonMappingException e) {
            throw JsonException.unfit(type, e);
        } catch (JsonProcessingException e) {
            throw new JsonException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads one JSON value in UTF-8 as a record. */
    public static <T> T read(ByteBuffer text, Class<T> type) {
        try {
            return MAPPER.readValue(text.array(), text.arrayOffset() + text.position(), text.remaining(), type);
        } catch (JsonMappingException e) {
            throw JsonException.unfit(type, e);
        } catch (IOException e) {
            throw new JsonException("not JSON: " + e.getMessage(), e);
        }
    }

    /** Binds a tree to a record; the message names the field that does not fit. */
    public static <T> T bind(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw JsonException.unfit(type, e);
        }
    }

    private static JsonMapper strictMapper() {
        // Texts are in memory before they are read here; who receives them limits their length.
        JsonFactory unlimited = JsonFactory.builder().streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build()).build();
        JsonMapper.Builder builder = JsonMapper.builder(unlimited)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL));
        builder.withCoercionConfig(LogicalType.Textual, text -> {
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
        return builder.build();
    }
}
