package dev.podd.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.util.List;
import java.util.Locale;

/** A provider's error as the provider words it, before it is classified. */
public final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final List<String> LASTING = List.of("invalid", "authentication", "permission", "not_found",
            "billing", "quota", "policy", "context_length", "too_large", "unsupported", "bad_request", "badrequest");

    private final int status;
    private final String code;
    private final String text;

    public ProviderFault(int status, String code, String text) {
        super(text);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** The body of an answer that is no stream: JSON in one of the usual shapes, a page, or plain text. */
    public static ProviderFault ofBody(int status, String body) {
        try {
            JsonNode tree = Json.read(body);
            JsonNode error = errorIn(tree.isArray() ? tree.path(0) : tree);
            return new ProviderFault(status, codeOf(error), textOf(error, body));
        } catch (JsonException notJson) {
            return new ProviderFault(status, "", PlainText.of(body));
        }
    }

    /** An error told inside a stream, where no status says how lasting it is. */
    public static ProviderFault inStream(JsonNode error) {
        String code = codeOf(error);
        return new ProviderFault(statusOf(error, code), code, textOf(error, error.toString()));
    }

    /** The HTTP status, or the one that its meaning comes nearest to. */
    public int status() {
        return status;
    }

    /** The provider's own name for it ("overloaded_error"), or empty. */
    public String code() {
        return code;
    }

    /** The provider's own words, unbounded; they may repeat what we sent. */
    public String text() {
        return text;
    }

    private static JsonNode errorIn(JsonNode tree) {
        for (String field : List.of("error", "detail", "errors")) {
            JsonNode found = tree.path(field);
            if (found.isArray() ? !found.isEmpty() : found.isObject() || found.isTextual()) {
                return found.isArray() ? found.path(0) : found;
            }
        }
        return tree;
    }

    private static String codeOf(JsonNode error) {
        JsonNode code = error.path("code");
        return code.isTextual() ? code.asText() : error.path("type").asText("");
    }

    private static String textOf(JsonNode error, String otherwise) {
        if (error.isTextual()) {
            return error.asText();
        }
        String message = error.path("message").asText(error.path("msg").asText(""));
        return message.isBlank() ? otherwise : message;
    }

    private static int statusOf(JsonNode error, String code) {
        if (error.path("code").isInt()) {
            return error.path("code").asInt();
        }
        String name = code.toLowerCase(Locale.ROOT);
        if (name.contains("overloaded")) {
            return 529;
        }
        if (name.contains("rate_limit")) {
            return 429;
        }
        return LASTING.stream().anyMatch(name::contains) ? BAD_REQUEST : SERVER_ERROR;
    }
}
