package dev.podd.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON text that cannot be read or does not fit; the message names the field and what was found. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The most characters of a value in a message. */
    private static final int LONGEST = 60;

    JsonException(String message, Throwable cause) {
        super(message, cause);
    }

    static JsonException unfit(Class<?> type, JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return new JsonException((field.isEmpty() ? type.getSimpleName() : field) + ": " + reason(e), e);
    }

    private static String reason(JsonProcessingException e) {
        Throwable root = e.getCause() != null ? e.getCause() : e;
        String reason = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        String text = firstLine(Objects.requireNonNullElse(reason, root.getClass().getSimpleName()));
        boolean namesTypes = text.indexOf('`') >= 0;
        return namesTypes && root instanceof MismatchedInputException unfit && unfit.getTargetType() != null
                ? due(unfit.getTargetType()) + " is due" + found(unfit) : text;
    }

    private static String due(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Stream.of(type.getEnumConstants()).map(Json::tree).map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (boxed == Integer.class || boxed == Long.class) {
            return "a whole number";
        }
        return Number.class.isAssignableFrom(boxed) ? "a number" : "an object";
    }

    private static String found(MismatchedInputException e) {
        if (!(e instanceof InvalidFormatException format) || format.getValue() == null) {
            return "";
        }
        String value = format.getValue() instanceof String text ? "\"" + text + "\"" : format.getValue().toString();
        return ", found " + (value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(ref -> ref.getFieldName() != null ? ref.getFieldName() : "[" + ref.getIndex() + "]")
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
