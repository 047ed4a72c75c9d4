package dev.podd.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of conversation, immutable once it is closed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Item.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Item.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = Item.ToolCall.class, name = "toolCall"),
    @JsonSubTypes.Type(value = Item.ToolResult.class, name = "toolResult")})
public sealed interface Item {
    /** Unique within its session, the same at every restore. */
    String id();

    /** Whether the model said it: a message of its own, reasoning, a tool call. */
    default boolean saidByModel() {
        return switch (this) {
            case Message message -> message.role() == Role.ASSISTANT;
            case Reasoning reasoning -> true;
            case ToolCall call -> true;
            case ToolResult result -> false;
        };
    }

    /** What one side said. {@code incomplete}: the rest was lost to a cancel, a fault or a crash. */
    record Message(String id, Role role, List<Part> parts, boolean incomplete) implements Item {
        public Message {
            parts = List.copyOf(parts);
        }

        public static Message text(String id, Role role, String text) {
            return new Message(id, role, List.of(new Part.Text(text)), false);
        }

        /** All text of the message, as the model reads it. */
        public String text() {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(part.asText()));
            return all.toString();
        }
    }

    /** What the model thought aloud; {@code opaque} goes back only to the model that it came from. */
    record Reasoning(String id, String text, @Nullable Opaque opaque) implements Item {}

    /** A tool that the model wants run; {@code call} pairs it with its result, {@code arguments} is JSON text. */
    record ToolCall(String id, String call, String name, String arguments) implements Item {}

    /**
     * The one answer to a tool call.
     *
     * @param summary one or two lines, always kept
     * @param body    the rest, which a later view of the history may leave out, with the pictures
     * @param images  pictures that it brought, which the body names
     */
    record ToolResult(String id, String call, ToolOutcome outcome, String summary, @Nullable String body,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part.Image> images) implements Item {
        public ToolResult {
            images = images == null ? List.of() : List.copyOf(images);
        }

        /** Without pictures. */
        public ToolResult(String id, String call, ToolOutcome outcome, String summary, @Nullable String body) {
            this(id, call, outcome, summary, body, List.of());
        }
    }
}
