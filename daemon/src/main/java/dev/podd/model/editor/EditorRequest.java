package dev.podd.model.editor;

import dev.podd.model.RequestSettings;
import dev.podd.model.ToolSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation for a model of an editor to go on with, whole.
 *
 * @param model   null for the first of the editor's
 * @param tools   with names of letters, digits, _ and - only
 * @param silence how long it may say nothing once it has accepted
 */
public record EditorRequest(@Nullable String model, @Nullable String system, List<Message> messages,
        List<ToolSpec> tools, RequestSettings settings, Duration silence) {
    public EditorRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** What one side said. Results of tools stand alone, in the message behind that of their calls. */
    public record Message(boolean isFromModel, List<Content> contents) {
        public Message {
            contents = List.copyOf(contents);
        }
    }

    /** A part of a message. */
    public sealed interface Content {
        record Text(String text) implements Content {}

        /** {@code data} is Base64. */
        record Image(String mimeType, String data) implements Content {}

        /** {@code arguments} is the JSON text of an object. */
        record Call(String call, String name, String arguments) implements Content {}

        record Result(String call, String text, boolean hasFailed) implements Content {}
    }
}
