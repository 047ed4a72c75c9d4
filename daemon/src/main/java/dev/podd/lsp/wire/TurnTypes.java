package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.ItemTypes.WirePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns: one prompt of the person, until the model is done with it. */
public final class TurnTypes {
    private TurnTypes() {}

    /** What the person says. */
    public record PodRunParams(String pod, List<WirePart> input) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** Which Pod's waiting inputs, and whether they are taken back. */
    public record PodQueueParams(String pod, @Nullable Boolean clear) implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** Inputs that wait, oldest first. */
    public record PodQueueResult(List<WireItem> inputs) {}

    /** How a turn went. */
    public record WireTurn(WireOutcome outcome, @Nullable WireTurnError error, @Nullable String message,
            WireUsage usage,
            int requests, String session) {}

    /** Why a turn ended with an error. */
    public record WireTurnError(String code, String message) {}

    /** Tokens spent, and what they cost. */
    public record WireUsage(long input, long cacheRead, long cacheWrite, long output, @Nullable Double cost) {}

    /** How a turn ended. */
    public enum WireOutcome {
        /** The model was done. */
        FINISHED,
        /** It waits to be resumed. */
        PAUSED,
        /** It needed more requests than a turn may make. */
        LIMIT_REACHED,
        /** The person stopped it. */
        CANCELLED,
        /** It could not go on. */
        ERROR
    }
}
