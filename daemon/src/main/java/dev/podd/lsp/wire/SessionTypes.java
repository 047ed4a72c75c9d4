package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions: conversations as they are kept, whether a Pod has them open or not. */
public final class SessionTypes {
    private SessionTypes() {}

    /** Which session. */
    public record SessionParams(String session) {}

    /** Which sessions. */
    public record SessionListParams(@Nullable String workspaceFolder, @Nullable String query,
            @Nullable Boolean archived, @Nullable Integer limit,
            @Nullable String cursor) {}

    /** Some sessions. */
    public record SessionListResult(List<WireSessionSummary> sessions, @Nullable String cursor) {}

    /** A session in a list. */
    public record WireSessionSummary(String session, String title, String workspaceFolder, long createdAt,
            long updatedAt,
            int turns, WireSessionAttention attention, @Nullable ForkedFrom forkedFrom,
            @Nullable Long checkpointBytes) {}

    /** An entry of another session. */
    public record ForkedFrom(String session, String entry) {}

    /** Which entries. */
    public record SessionReadParams(String session, @Nullable String segment, @Nullable String after,
            @Nullable Integer limit) {}

    /** Some entries. */
    public record SessionReadResult(List<WireEntry> entries, boolean more) {}

    /** An entry as it is kept. */
    public record WireEntry(String entry, String kind, long at, String hash, JsonText payload) {}

    /** Which session to check, and who hears how far that is. */
    public record SessionVerifyParams(String session, @Nullable JsonText workDoneToken) {}

    /** Which session, from which entry. */
    public record SessionForkParams(String session, @Nullable String at) {}

    /** A new session. */
    public record SessionResult(String session) {}

    /** Where a Pod's session goes back to. */
    public record SessionRewindParams(String pod, String to, @Nullable Boolean files, @Nullable Boolean preview)
            implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** What a rewind came to. */
    public record SessionRewindResult(String session, List<String> restored, List<String> kept) {}

    /** What a session is called. */
    public record SessionRenameParams(String session, String title) {}

    /** Whether a session is archived. */
    public record SessionArchiveParams(String session, @Nullable Boolean archived) {}

    /** Which session, as what. */
    public record SessionExportParams(String session, WireExportFormat format) {}

    /** A session as text. */
    public record SessionExportResult(String text) {}

    /** A session as text. */
    public record SessionImportParams(String text) {}

    /** What a check found. */
    public record SessionVerifyResult(long entries, int segments, boolean intact, @Nullable String brokenAt,
            @Nullable Long droppedCheckpoints) {}

    /** What a session asks of its person. */
    public enum WireSessionAttention {
        /** Nothing. */
        NONE,
        /** A turn runs. */
        RUNNING,
        /** A question waits for an answer, or a turn is paused. */
        NEEDS_YOU,
        /** A turn has ended since the last window left it. */
        UNREAD
    }

    /** As what a session is exported. */
    public enum WireExportFormat {
        /** For a person to read. */
        MARKDOWN,
        /** For an import. */
        JSONL
    }
}
