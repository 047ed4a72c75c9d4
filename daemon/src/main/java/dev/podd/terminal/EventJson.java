package dev.podd.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.event.Tokens;
import dev.podd.item.Location;
import dev.podd.item.TurnError;
import dev.podd.json.Json;
import dev.podd.usage.Usage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events as the params of {@code pod/event}, the same as an editor gets them. */
final class EventJson {
    private EventJson() {}

    static ObjectNode of(PodEvent happened) {
        ObjectNode params = Json.object();
        params.put("pod", happened.pod());
        params.put("session", happened.session());
        params.put("seq", happened.seq());
        params.set("event", event(happened.event()));
        return params;
    }

    private static ObjectNode event(Event event) {
        return switch (event) {
            case Event.TurnStarted started -> tagged("turnStarted");
            case Event.RequestStarted started -> tagged("requestStarted").put("request", started.request());
            case Event.TextDelta delta -> tagged("textDelta").put("item", delta.item()).put("text", delta.text());
            case Event.ReasoningDelta delta -> tagged("reasoningDelta").put("item", delta.item())
                    .put("text", delta.text());
            case Event.ItemDone done -> tagged("itemDone").set("item", ItemJson.of(done.item()));
            case Event.ToolCallStarted started -> started(started);
            case Event.ToolCallOutput output -> tagged("toolCallOutput").put("call", output.call())
                    .put("text", output.text());
            case Event.ToolCallDone done -> done(done);
            case Event.RequestUsage used -> used(used);
            case Event.Retry retry -> tagged("retry").put("attempt", retry.attempt())
                    .put("after", retry.after().toMillis()).put("reason", retry.reason());
            case Event.Steered steered -> tagged("steered").set("item", ItemJson.of(steered.item()));
            case Event.CompactionStarted started -> tagged("compactionStarted").put("background", started.background());
            case Event.CompactionDone done -> tagged("compactionDone").put("before", done.before())
                    .put("after", done.after());
            case Event.CompactionFailed failed -> tagged("compactionFailed").put("reason", failed.reason())
                    .put("failures", failed.failures()).put("disabled", failed.disabled());
            case Event.SessionForked forked -> tagged("sessionForked").put("from", forked.from())
                    .put("session", forked.session());
            case Event.Warning warning -> tagged("warning").put("message", warning.message());
            case Event.TurnDone done -> withError(tagged("turnDone").put("outcome", word(done.outcome())),
                    done.error());
        };
    }

    private static ObjectNode tagged(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode started(Event.ToolCallStarted started) {
        return tagged("toolCallStarted").put("call", started.call()).put("name", started.name())
                .put("title", started.title()).put("kind", word(started.kind()))
                .set("locations", locations(started.locations()));
    }

    private static ArrayNode locations(List<Location> locations) {
        ArrayNode all = Json.mapper().createArrayNode();
        for (Location location : locations) {
            ObjectNode each = all.addObject().put("uri", location.uri());
            if (location.line() != null) {
                each.put("line", location.line());
            }
        }
        return all;
    }

    private static ObjectNode done(Event.ToolCallDone done) {
        ObjectNode json = tagged("toolCallDone").put("call", done.call()).put("outcome", word(done.outcome()))
                .put("summary", done.summary());
        put(json, "body", done.body());
        put(json, "diff", done.diff());
        return json;
    }

    private static ObjectNode used(Event.RequestUsage used) {
        ObjectNode json = usage(tagged("usage"), used.usage());
        json.set("turn", usage(Json.object(), used.turn()));
        json.set("session", usage(Json.object(), used.session()));
        return json.set("tokens", tokens(used.tokens()));
    }

    private static ObjectNode usage(ObjectNode json, Usage usage) {
        json.put("input", usage.input()).put("cacheRead", usage.cacheRead())
                .put("cacheWrite", usage.cacheWrite()).put("output", usage.output());
        return usage.cost() == null ? json : json.put("cost", usage.cost());
    }

    private static ObjectNode tokens(Tokens tokens) {
        ObjectNode json = Json.object().put("used", tokens.used());
        if (tokens.window() != null) {
            json.put("window", tokens.window());
        }
        return json.put("source", word(tokens.source()));
    }

    private static ObjectNode withError(ObjectNode json, @Nullable TurnError error) {
        return error == null ? json
                : json.set("error", Json.object().put("code", error.code()).put("message", error.message()));
    }

    static void put(ObjectNode json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    /** An enum's constant as it is spelled on the wire: {@code LIMIT_REACHED} is {@code limitReached}. */
    static String word(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return text.toString();
    }
}
