package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.TextRange;
import org.jspecify.annotations.Nullable;

/** The one argument of a command: an object. What does not fit is an IllegalArgumentException that names the field. */
record CommandArgument(JsonNode json) {
    static CommandArgument of(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return new CommandArgument(dev.podd.json.Json.object());
        }
        if (!json.isObject()) {
            throw misfit("", "an object", json);
        }
        return new CommandArgument(json);
    }

    String uri() {
        String uri = uriOrNull();
        if (uri == null) {
            throw new IllegalArgumentException("arguments[0].uri: missing");
        }
        return uri;
    }

    @Nullable String uriOrNull() {
        return text("uri");
    }

    @Nullable String text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw misfit("." + field, "text", value);
        }
        return value.textValue();
    }

    int line() {
        return number(".line", json.path("line"));
    }

    TextRange range() {
        TextRange range = rangeOrNull();
        if (range == null) {
            throw new IllegalArgumentException("arguments[0].range: missing");
        }
        return range;
    }

    /** As the editor counts. */
    @Nullable TextRange rangeOrNull() {
        JsonNode range = json.path("range");
        if (range.isMissingNode() || range.isNull()) {
            return null;
        }
        return new TextRange(number(".range.start.line", range.at("/start/line")),
                number(".range.start.character", range.at("/start/character")),
                number(".range.end.line", range.at("/end/line")),
                number(".range.end.character", range.at("/end/character")));
    }

    private static int number(String field, JsonNode value) {
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw misfit(field, "a number from 0", value);
        }
        return (int) Math.min(value.longValue(), Integer.MAX_VALUE);
    }

    private static IllegalArgumentException misfit(String field, String due, JsonNode found) {
        String shown = found.isMissingNode() ? "nothing" : found.toString();
        return new IllegalArgumentException("arguments[0]" + field + ": " + due + " is due, found "
                + (shown.length() <= 100 ? shown : shown.substring(0, 100) + "…"));
    }
}
