package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.ItemTypes.WireLocation;
import dev.podd.lsp.wire.ItemTypes.WireToolKind;
import dev.podd.lsp.wire.ItemTypes.WireToolOutcome;
import dev.podd.lsp.wire.TurnTypes.WireOutcome;
import dev.podd.lsp.wire.TurnTypes.WireTurnError;
import dev.podd.lsp.wire.TurnTypes.WireUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods: a manifest put to work in one workspace folder, with a model, a scope, tools and a session. */
public final class PodTypes {
    private PodTypes() {}

    /** Which Pod. */
    public record PodParams(String pod) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** What is to be opened. */
    public record PodOpenParams(@Nullable String workspaceFolder, @Nullable String manifest, @Nullable JsonText overlay,
            @Nullable String session, @Nullable Integer itemsLimit, @Nullable Long afterSeq) {}

    /** Whether a folder is trusted. */
    public record PodTrustParams(String workspaceFolder, boolean trusted) {}

    /** How a Pod's scope changes. */
    public record PodScopeParams(String pod, @Nullable List<WireScopeRule> allow, @Nullable List<WireScopeRule> deny)
            implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** A rule for paths, either under a target or by name. */
    public record WireScopeRule(@Nullable String target, @Nullable String name, WirePermission permission,
            @Nullable Boolean recursive) {}

    /** Which Pod's history is to be shortened, and how much of it stays. */
    public record PodCompactParams(String pod, @Nullable Integer retainedTurns) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** What a compaction left of the context. */
    public record PodCompactResult(String segment, long before, long after) {}

    /** How a Pod changes. */
    public record PodConfigureParams(String pod, JsonText overlay) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** A Pod as it is now. */
    public record WirePod(String pod, String session, String manifest, WireModel model, String workingDirectory,
            WireScope scope, WireState state, @Nullable List<WireItem> items, @Nullable Integer itemsBefore,
            List<String> warnings) {}

    /** A language model. */
    public record WireModel(String provider, String id, @Nullable Long contextWindow) {}

    /** What a Pod may read and write. */
    public record WireScope(List<String> readable, List<String> writable, String summary) {}

    /** What a Pod is doing. */
    public record PodStatus(WireState state, String session, WireTokens tokens, WireUsage usage,
            WireCompactionStatus compaction, int queue) {}

    /** How compaction stands. */
    public record WireCompactionStatus(CompactionState state, int failures) {}

    /** How full the context is. */
    public record WireTokens(long used, @Nullable Long window, WireTokenSource source) {}

    /** An event with its place. */
    public record PodEventParams(String pod, String session, long seq, WireEvent event) {}

    /** Something that happened in a Pod. */
    public sealed interface WireEvent {
        /** The input is on the disk and the turn runs. */
        record TurnStarted() implements WireEvent {}

        /** The model is asked. */
        record RequestStarted(int request) implements WireEvent {}

        /** The model goes on with its text. */
        record TextDelta(String item, String text) implements WireEvent {}

        /** The model goes on thinking aloud. */
        record ReasoningDelta(String item, String text) implements WireEvent {}

        /** An item of the model's is whole and recorded. */
        record ItemDone(WireItem item) implements WireEvent {}

        /** A tool call is under way; it may have to be approved first. */
        record ToolCallStarted(String call, String name, String title, WireToolKind kind, List<WireLocation> locations)
                implements WireEvent {}

        /** A running tool has printed something. */
        record ToolCallOutput(String call, String text) implements WireEvent {}

        /** A tool call has its result. */
        record ToolCallDone(String call, WireToolOutcome outcome, String summary, @Nullable String body,
                @Nullable String diff) implements WireEvent {}

        /** What the last request used. */
        record Usage(long input, long cacheRead, long cacheWrite, long output, @Nullable Double cost, WireUsage turn,
                WireUsage session, WireTokens tokens) implements WireEvent {}

        /** A request failed and is made again. */
        record Retry(int attempt, long after, String reason) implements WireEvent {}

        /** What the person said while the turn ran has entered the conversation. */
        record Steered(WireItem item) implements WireEvent {}

        /** Older history is being summarised. */
        record CompactionStarted(boolean background) implements WireEvent {}

        /** A summary took the place of older history. */
        record CompactionDone(long before, long after) implements WireEvent {}

        /** No summary could; nothing has changed. */
        record CompactionFailed(String reason, int failures, boolean disabled) implements WireEvent {}

        /** Someone else had written to the session; the conversation goes on in a new one. */
        record SessionForked(String from, String session) implements WireEvent {}

        /** Something that the person should know and that stops nothing. */
        record Warning(String message) implements WireEvent {}

        /** The turn has ended; its answer follows. */
        record TurnDone(WireOutcome outcome, @Nullable WireTurnError error) implements WireEvent {}
    }

    /** What a Pod is doing. */
    public enum WireState {
        /** Nothing. */
        IDLE,
        /** A turn runs. */
        RUNNING,
        /** Its last turn waits to be resumed. */
        PAUSED
    }

    /** What may be done with a path. */
    public enum WirePermission {
        /** Read it. */
        READ,
        /** Read and write it. */
        WRITE
    }

    /** What compaction does. */
    public enum CompactionState {
        /** Nothing unless it is asked for; the model's window is not known, or the manifest says so. */
        OFF,
        /** Nothing now. */
        IDLE,
        /** A summary is being made, or waits to take hold. */
        RUNNING,
        /** It failed too often in a row; by hand it can be tried again. */
        DISABLED
    }

    /** How a number of tokens is known, from certain to guessed. */
    public enum WireTokenSource {
        /** The provider counted just this. */
        MEASURED,
        /** Between two counts. */
        INTERPOLATED,
        /** Beyond the last count. */
        EXTRAPOLATED,
        /** From its bytes alone. */
        NO_DATA
    }
}
