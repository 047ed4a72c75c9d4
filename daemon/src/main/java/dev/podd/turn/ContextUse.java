package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.log.SessionState;
import dev.podd.usage.Estimate;
import dev.podd.usage.Occupancy;
import dev.podd.usage.UsageRecord;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of the model's context a Pod's conversation uses, in tokens, against the thresholds of its compaction
 * (semantics 8.1).
 */
record ContextUse(Supplier<CompactionParts> parts, ConversationCell conversation) {
    /** Whether a background compaction is due. */
    boolean isOverThreshold() {
        return isOver(settings().threshold());
    }

    /** Whether the next request of a turn has to wait for a summary. */
    boolean isOverRequestThreshold() {
        return isOver(settings().requestThreshold());
    }

    /** Whether the newest request was not over the threshold at which turns wait. */
    boolean lastRequestFit() {
        Long threshold = settings().requestThreshold();
        List<UsageRecord> measured = conversation.get().usage();
        return threshold == null || measured.isEmpty() || measured.getLast().usage().input() <= threshold;
    }

    /** Tokens of the next request, as far as they are known. */
    long used() {
        SessionState now = conversation.get();
        return used(now, now.occupancy());
    }

    /** The same of a snapshot, whose occupancy the caller needs too. */
    long used(SessionState state, Occupancy occupancy) {
        Estimate used = occupancy.tokens();
        return used.source() == Estimate.Source.NO_DATA ? used.tokens() + fixed(state) : used.tokens();
    }

    /** Tokens of the system prompt and the tools, which every request has. */
    long fixed(SessionState state) {
        String prompt = state.systemPrompt();
        return Occupancy.tokensOf((prompt == null ? 0 : prompt.length()) + parts.get().toolBytes());
    }

    CompactionSettings settings() {
        return parts.get().settings();
    }

    private boolean isOver(@Nullable Long threshold) {
        return threshold != null && used() > threshold;
    }
}
