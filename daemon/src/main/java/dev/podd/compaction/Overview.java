package dev.podd.compaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.Utf8;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A history as whoever summarises it reads it: what was said is whole, tool calls are named with what they were about,
 * results are their summaries, a failed one with what it said. Arguments, contents and reasoning are left out, since they
 * repeat what files hold (semantics 8.4).
 */
final class Overview {
    /** Bytes of what a failed tool said. */
    static final int LONGEST_FAILURE = 1000;
    private static final int LONGEST_TARGET = 120;
    /** Arguments that say what a call is about, the most telling first. */
    private static final List<String> TARGETS = List.of("path", "command", "pattern", "url", "query", "name");

    private Overview() {}

    /** One block an item, in their order; a history's blocks stand with a blank line between. */
    static List<String> blocks(List<Item> items) {
        List<String> blocks = new ArrayList<>();
        for (Item item : items) {
            block(item).ifPresent(blocks::add);
        }
        return blocks;
    }

    private static Optional<String> block(Item item) {
        return switch (item) {
            case Item.Message message -> message.text().isBlank() ? Optional.empty()
                    : Optional.of("[" + speaker(message.role()) + "] " + message.text().strip());
            case Item.ToolCall call -> Optional.of("[ToolCall] " + call.name() + "(" + target(call) + ")");
            case Item.ToolResult result -> Optional.of("[ToolResult] " + result.summary().strip() + failure(result));
            case Item.Reasoning reasoning -> Optional.empty();
        };
    }

    private static String speaker(Role role) {
        return switch (role) {
            case USER -> "User";
            case ASSISTANT -> "Assistant";
            case SYSTEM -> "System";
        };
    }

    private static String failure(Item.ToolResult result) {
        return result.outcome() != ToolOutcome.ERROR || result.body() == null ? ""
                : "\n" + Utf8.beginning(result.body().strip(), LONGEST_FAILURE);
    }

    private static String target(Item.ToolCall call) {
        String line = target(call.arguments()).replaceAll("\\s+", " ").strip();
        String shown = Utf8.beginning(line, LONGEST_TARGET);
        return shown.length() < line.length() ? shown + "…" : shown;
    }

    private static String target(String arguments) {
        JsonNode tree;
        try {
            tree = arguments.isBlank() ? Json.object() : Json.read(arguments);
        } catch (JsonException half) {
            return "";
        }
        return TARGETS.stream().map(tree::path).filter(JsonNode::isTextual).findFirst()
                .or(() -> StreamSupport.stream(tree.spliterator(), false).filter(JsonNode::isTextual).findFirst())
                .map(JsonNode::textValue).orElse("");
    }
}
