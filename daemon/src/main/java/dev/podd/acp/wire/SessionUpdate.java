package dev.podd.acp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Spelled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a session. */
@Spelled(tag = "sessionUpdate")
public sealed interface SessionUpdate {
    /** Params of {@code session/update}. */
    record Notification(String sessionId, SessionUpdate update) {}

    record UserMessageChunk(ContentBlock content, String messageId) implements SessionUpdate {}

    record AgentMessageChunk(ContentBlock content, @Nullable String messageId) implements SessionUpdate {}

    record AgentThoughtChunk(ContentBlock content, @Nullable String messageId) implements SessionUpdate {}

    record ToolCall(String toolCallId, String title, String name, Kind kind, Status status,
            List<ToolCallContent> content, List<Location> locations, @Nullable JsonText rawInput)
            implements SessionUpdate {}

    /** What is absent stays as it was; lists take the place of earlier ones. */
    record ToolCallUpdate(String toolCallId, @Nullable Status status, @Nullable List<ToolCallContent> content,
            @Nullable JsonText rawInput) implements SessionUpdate {}

    /** All of it. */
    record Plan(List<PlanEntry> entries) implements SessionUpdate {}

    record AvailableCommandsUpdate(List<Command> availableCommands) implements SessionUpdate {}

    record ConfigOptionUpdate(List<SessionRequests.ConfigOption> configOptions) implements SessionUpdate {}

    record SessionInfoUpdate(String title) implements SessionUpdate {}

    /** Tokens of the context and of the model's window. */
    record UsageUpdate(long used, long size, @Nullable Cost cost) implements SessionUpdate {}

    record Notice(Severity severity, String title) implements SessionUpdate {}

    record CompactionUpdate(String compactionId, CompactionStatus status, @Nullable String error)
            implements SessionUpdate {}

    record PlanEntry(String content, Priority priority, PlanStatus status) {}

    /** {@code name} without the slash. */
    record Command(String name, String description, @Nullable CommandInput input) {}

    record CommandInput(String hint) {}

    record Cost(double amount, String currency) {}

    /** {@code line} counts from 1. */
    record Location(String path, @Nullable Integer line) {}

    @Spelled
    enum Kind {
        READ, EDIT, SEARCH, EXECUTE, THINK, FETCH, OTHER
    }

    @Spelled
    enum Status {
        PENDING, IN_PROGRESS, COMPLETED, FAILED
    }

    @Spelled
    enum Priority {
        MEDIUM
    }

    @Spelled
    enum PlanStatus {
        PENDING, IN_PROGRESS, COMPLETED
    }

    @Spelled
    enum Severity {
        WARNING
    }

    @Spelled
    enum CompactionStatus {
        IN_PROGRESS, COMPLETED, FAILED
    }
}
