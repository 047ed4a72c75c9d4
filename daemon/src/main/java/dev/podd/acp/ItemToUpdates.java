package dev.podd.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.acp.wire.ContentBlock;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.acp.wire.SessionUpdate.Kind;
import dev.podd.acp.wire.SessionUpdate.PlanEntry;
import dev.podd.acp.wire.SessionUpdate.PlanStatus;
import dev.podd.acp.wire.SessionUpdate.Priority;
import dev.podd.acp.wire.SessionUpdate.Status;
import dev.podd.acp.wire.ToolCallContent;
import dev.podd.event.Tokens;
import dev.podd.item.Item;
import dev.podd.item.Location;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.usage.Usage;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of conversation as a client has them. */
final class ItemToUpdates {
    /** The tool whose calls are the plan. */
    private static final String PLAN = "todo";

    private ItemToUpdates() {}

    /** A piece of the past. */
    static List<SessionUpdate> past(Item item) {
        return switch (item) {
            case Item.Message message -> said(message);
            case Item.Reasoning reasoning -> List.of(new SessionUpdate.AgentThoughtChunk(
                    new ContentBlock.Text(reasoning.text()), reasoning.id()));
            case Item.ToolCall call -> called(call);
            case Item.ToolResult result -> List.of(new SessionUpdate.ToolCallUpdate(result.call(),
                    result.outcome() == ToolOutcome.OK ? Status.COMPLETED : Status.FAILED,
                    result(result.summary(), result.body()), null));
        };
    }

    /** What a person or the model said. */
    static List<SessionUpdate> said(Item.Message message) {
        return message.parts().stream().<SessionUpdate>map(part -> message.role() == Role.USER
                ? new SessionUpdate.UserMessageChunk(block(part), message.id())
                : new SessionUpdate.AgentMessageChunk(block(part), message.id())).toList();
    }

    private static ContentBlock block(Part part) {
        return switch (part) {
            case Part.Text text -> new ContentBlock.Text(text.text());
            case Part.File file -> link(file.uri());
            case Part.Selection selection -> link(selection.uri());
            case Part.Diagnostics diagnostics -> new ContentBlock.Text(diagnostics.asText());
            case Part.Image image -> new ContentBlock.Image(image.data(), image.mimeType());
        };
    }

    private static ContentBlock link(String uri) {
        return new ContentBlock.ResourceLink(uri, uri.substring(uri.lastIndexOf('/') + 1));
    }

    private static List<SessionUpdate> called(Item.ToolCall call) {
        List<SessionUpdate> updates = new ArrayList<>();
        updates.add(new SessionUpdate.ToolCall(call.call(), call.name(), call.name(), Kind.OTHER, Status.PENDING,
                List.of(), List.of(), input(call)));
        updates.addAll(plan(call));
        return updates;
    }

    /** The plan, if the call tells it. */
    static List<SessionUpdate> plan(Item.ToolCall call) {
        if (!call.name().equals(PLAN)) {
            return List.of();
        }
        List<PlanEntry> entries = new ArrayList<>();
        try {
            for (JsonNode each : Json.read(call.arguments()).path("items")) {
                entries.add(new PlanEntry(each.path("text").asText(), Priority.MEDIUM,
                        status(each.path("state").asText())));
            }
        } catch (JsonException unreadable) {
            return List.of(); // which the tool says to the model
        }
        return List.of(new SessionUpdate.Plan(entries));
    }

    private static PlanStatus status(String state) {
        return switch (state) {
            case "active" -> PlanStatus.IN_PROGRESS;
            case "done" -> PlanStatus.COMPLETED;
            default -> PlanStatus.PENDING;
        };
    }

    /** What a model wrote as arguments; null if that is no JSON. */
    static @Nullable JsonText input(Item.ToolCall call) {
        try {
            return new JsonText(Json.write(Json.read(call.arguments())));
        } catch (JsonException unreadable) {
            return null;
        }
    }

    /** What came of a tool call, in words and as it is. */
    static List<ToolCallContent> result(String summary, @Nullable String body) {
        List<ToolCallContent> content = new ArrayList<>();
        if (!summary.isBlank()) {
            content.add(new ToolCallContent.Content(new ContentBlock.Text(summary)));
        }
        if (body != null && !body.isBlank()) {
            content.add(quoted(body));
        }
        return content;
    }

    /** Text that is no Markdown, in a client that shows Markdown. */
    static ToolCallContent quoted(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return new ToolCallContent.Content(new ContentBlock.Text(fence + "\n" + text.stripTrailing() + "\n" + fence));
    }

    static Kind kind(ToolKind kind) {
        return Kind.valueOf(kind.name());
    }

    /** Lines count from 1 here. */
    static List<SessionUpdate.Location> locations(List<Location> locations) {
        List<SessionUpdate.Location> known = new ArrayList<>();
        for (Location each : locations) {
            Integer line = each.line();
            FileUris.path(each.uri()).map(Path::toString)
                    .ifPresent(path -> known.add(new SessionUpdate.Location(path, line == null ? null : line + 1)));
        }
        return known;
    }

    /** Nothing where the model's window is not known. */
    static List<SessionUpdate> usage(Tokens tokens, Usage session) {
        Long window = tokens.window();
        Double cost = session.cost();
        return window == null ? List.of() : List.of(new SessionUpdate.UsageUpdate(tokens.used(), window,
                cost == null ? null : new SessionUpdate.Cost(cost, "USD")));
    }
}
