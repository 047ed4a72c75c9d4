package dev.podd.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

import java.util.Objects;
import java.util.stream.Collectors;

/** JSON text that cannot be read or does not fit; the message names the field and what was found. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message, Throwable cause) {
        super(message, cause);
    }

    static JsonException unfit(Class<?> type, JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        Throwable root = e.getCause() != null ? e.getCause() : e;
        String reason = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return new JsonException((field.isEmpty() ? type.getSimpleName() : field) + ": "
                + firstLine(Objects.requireNonNullElse(reason, root.getClass().getSimpleName())), e);
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
