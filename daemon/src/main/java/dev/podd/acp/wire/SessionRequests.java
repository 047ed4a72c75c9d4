package dev.podd.acp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;
import dev.podd.jsonrpc.Spelled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks of sessions. */
public final class SessionRequests {
    private SessionRequests() {}

    public record NewSessionRequest(String cwd, @Nullable List<String> additionalDirectories,
            @Nullable List<McpServer> mcpServers) {}

    /** Of {@code session/load}, {@code session/resume} and {@code session/fork}. */
    public record OldSessionRequest(String sessionId, String cwd, @Nullable List<String> additionalDirectories,
            @Nullable List<McpServer> mcpServers) implements Queued {
        @Override
        public Object queue() {
            return sessionId;
        }
    }

    /**
     * Podd's own, from its relay: a session that another daemon had.
     *
     * @param session where the conversation went on; null where it stayed
     * @param pod     the Pod that had it
     */
    public record ReopenRequest(String sessionId, @Nullable String session, @Nullable String pod, String cwd,
            @Nullable List<String> additionalDirectories, @Nullable List<McpServer> mcpServers) implements Queued {
        @Override
        public Object queue() {
            return sessionId;
        }
    }

    /** Podd's own, to its relay: where the conversation of a session is, and in which Pod. */
    public record PlaceNotification(String sessionId, String session, String pod) {}

    /** A server that the client wants the session to have; without a type it is started. */
    public record McpServer(@Nullable String type, String name, @Nullable String command,
            @Nullable List<String> args, @Nullable List<NamedValue> env, @Nullable String url,
            @Nullable List<NamedValue> headers) {
        /** Without what may be secret. */
        @Override
        public String toString() {
            return "McpServer[name=" + name + "]";
        }
    }

    /** A variable or a header. */
    public record NamedValue(String name, String value) {
        /** Without the value, which may be secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code sessionId} where it is new to the client. */
    public record SessionResponse(@Nullable String sessionId, List<ConfigOption> configOptions) {}

    /** A choice of the session's. */
    public record ConfigOption(String id, String name, String category, String type, String currentValue,
            List<ConfigValue> options) {}

    public record ConfigValue(String value, String name, @Nullable String description) {}

    public record SetConfigOptionRequest(String sessionId, String configId, JsonText value) implements Queued {
        @Override
        public Object queue() {
            return sessionId;
        }
    }

    public record SetConfigOptionResponse(List<ConfigOption> configOptions) {}

    public record ListSessionsRequest(@Nullable String cwd, @Nullable String cursor) {}

    public record ListSessionsResponse(List<SessionInfo> sessions, @Nullable String nextCursor) {}

    /** {@code updatedAt} as ISO 8601 has it. */
    public record SessionInfo(String sessionId, String cwd, String title, String updatedAt) {}

    /** Of {@code session/close}, {@code session/delete} and {@code session/cancel}. */
    public record SessionRequest(String sessionId) implements Queued {
        @Override
        public Object queue() {
            return sessionId;
        }
    }

    /** What the person says. */
    public record PromptRequest(String sessionId, List<ContentBlock> prompt) implements Queued {
        @Override
        public Object queue() {
            return sessionId;
        }
    }

    public record PromptResponse(PromptStop stopReason) {}

    /** Why a turn is over. */
    @Spelled
    public enum PromptStop {
        END_TURN, MAX_TOKENS, MAX_TURN_REQUESTS, REFUSAL, CANCELLED
    }
}
