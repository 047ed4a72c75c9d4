package dev.podd.acp.wire;

import dev.podd.jsonrpc.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How client and agent meet. */
public final class ConnectTypes {
    private ConnectTypes() {}

    /** An object without fields. */
    public record Nothing() {}

    /** The first request. */
    public record InitializeRequest(int protocolVersion, @Nullable ClientCapabilities clientCapabilities,
            @Nullable Implementation clientInfo) {}

    /** Who somebody is. */
    public record Implementation(String name, @Nullable String title, @Nullable String version) {}

    /** What the client does for an agent; what is absent it does not. */
    public record ClientCapabilities(@Nullable FileSystemCapabilities fs,
            @Nullable ClientSessionCapabilities session, @Nullable ElicitationCapabilities elicitation) {}

    /** Whether the client reads and writes files as its editor has them. */
    public record FileSystemCapabilities(@Nullable Boolean readTextFile, @Nullable Boolean writeTextFile) {}

    /** Updates beyond the usual ones that the client shows. */
    public record ClientSessionCapabilities(@Nullable JsonText compaction, @Nullable JsonText notices) {}

    /** How the client asks its person. */
    public record ElicitationCapabilities(@Nullable JsonText form) {}

    /** The agent's answer. */
    public record InitializeResponse(int protocolVersion, AgentCapabilities agentCapabilities,
            List<Nothing> authMethods, Implementation agentInfo) {}

    /** What this agent does. */
    public record AgentCapabilities(boolean loadSession, PromptCapabilities promptCapabilities,
            McpCapabilities mcpCapabilities, SessionCapabilities sessionCapabilities) {}

    /** What a prompt may hold beside text and links. */
    public record PromptCapabilities(boolean image, boolean audio, boolean embeddedContext) {}

    /** How MCP servers are reached beside standard streams. */
    public record McpCapabilities(boolean http, boolean sse) {}

    /** Requests about sessions that are answered; an empty object is a yes. */
    public record SessionCapabilities(Nothing list, Nothing resume, Nothing close, Nothing delete, Nothing fork,
            Nothing additionalDirectories) {}

    /** Podd's own, from its relay: whose connection this is. {@code environment}: an object of strings. */
    public record AttachNotification(JsonText environment, @Nullable Long lastQuestion) {}
}
