package dev.podd.acp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Spelled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent asks of a client. */
public final class ClientRequests {
    private ClientRequests() {}

    public record RequestPermissionRequest(String sessionId, AskedToolCall toolCall, List<PermissionOption> options) {}

    /** The call that is asked about. */
    public record AskedToolCall(String toolCallId, String title, SessionUpdate.Kind kind, SessionUpdate.Status status,
            List<ToolCallContent> content, List<SessionUpdate.Location> locations) {}

    public record PermissionOption(String optionId, String name, PermissionOptionKind kind) {}

    /** What choosing an option means. */
    @Spelled
    public enum PermissionOptionKind {
        ALLOW_ONCE, ALLOW_ALWAYS, REJECT_ONCE
    }

    public record RequestPermissionResponse(PermissionOutcome outcome) {}

    /** What the person chose. */
    @Spelled(tag = "outcome")
    public sealed interface PermissionOutcome {
        record Selected(String optionId) implements PermissionOutcome {}

        record Cancelled() implements PermissionOutcome {}
    }

    public record ReadTextFileRequest(String sessionId, String path) {}

    public record ReadTextFileResponse(String content) {}

    public record WriteTextFileRequest(String sessionId, String path, String content) {}

    /** A form. */
    public record CreateElicitationRequest(String mode, String sessionId, String toolCallId, String message,
            JsonText requestedSchema) {}

    /** {@code content}: an object, only where the person accepts. */
    public record CreateElicitationResponse(String action, @Nullable JsonText content) {}
}
