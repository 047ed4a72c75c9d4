package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a conversation is made of. */
public final class ItemTypes {
    private ItemTypes() {}

    /** A place that a tool looks at or changes. */
    public record WireLocation(String uri, @Nullable Integer line) {}

    /** A part of a message. */
    public sealed interface WirePart {
        /** What was written. */
        record Text(String text) implements WirePart {}

        /** A file, or a range of it. */
        record File(String uri, Lsp.@Nullable Range range) implements WirePart {}

        /** What is selected in the editor. */
        record Selection(String uri, Lsp.Range range) implements WirePart {}

        /** What the editor's language servers complain about in a file. */
        record Diagnostics(String uri) implements WirePart {}

        /** A picture. */
        record Image(String mimeType, String data) implements WirePart {}
    }

    /** One piece of conversation; ids stay the same at every restore. */
    public sealed interface WireItem {
        /** What one side said. */
        record Message(String id, WireRole role, List<WirePart> parts, @Nullable Boolean incomplete)
                implements WireItem {}

        /** What the model thought aloud. */
        record Reasoning(String id, String text) implements WireItem {}

        /** A tool that the model wants run. */
        record ToolCall(String id, String call, String name, JsonText arguments) implements WireItem {}

        /** The one answer to a tool call. */
        record ToolResult(String id, String call, WireToolOutcome outcome, String summary, @Nullable String body)
                implements WireItem {}
    }

    /** Which item of a Pod. */
    public record ItemReadParams(String pod, String item) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** Who speaks. */
    public enum WireRole {
        /** The person. */
        USER,
        /** The model. */
        ASSISTANT,
        /** Podd itself: a summary, a notice. */
        SYSTEM
    }

    /** What a tool does to the world. */
    public enum WireToolKind {
        /** Reads. */
        READ,
        /** Changes files. */
        EDIT,
        /** Looks for something. */
        SEARCH,
        /** Runs a command. */
        EXECUTE,
        /** Plans. */
        THINK,
        /** Fetches from the network. */
        FETCH,
        /** Anything else. */
        OTHER
    }

    /** How a tool call ended. */
    public enum WireToolOutcome {
        /** It did what it should. */
        OK,
        /** It could not. */
        ERROR,
        /** The person, a rule or a hook said no. */
        DENIED,
        /** It was stopped, or never begun, since the turn was stopped or lost. */
        CANCELLED
    }
}
