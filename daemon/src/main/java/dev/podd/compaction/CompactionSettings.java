package dev.podd.compaction;

import dev.podd.context.Prune;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of prune and compaction; all in tokens (semantics 2.2, 8).
 *
 * @param threshold        over which a summary is made beside the work; null for never
 * @param requestThreshold over which a turn waits for one; null for never
 * @param retainedTurns    newest turns that stay as they are, at most
 * @param retainedTokens   of newest history that stay as they are, at most
 * @param pinnedTokens     of the person's own words that a summary carries; null for the usual share
 * @param filesTokens      of recently touched files that follow a summary; null for the usual share
 * @param summaryMaxTokens that the summary may have
 * @param prune            how much tool output is left alone; null for all
 */
public record CompactionSettings(@Nullable Long threshold, @Nullable Long requestThreshold, int retainedTurns,
        int retainedTokens, @Nullable Integer pinnedTokens, @Nullable Integer filesTokens, int summaryMaxTokens,
        Prune.@Nullable Protection prune) {
    /** Nothing is ever left out or summarised. */
    public static final CompactionSettings OFF = new CompactionSettings(null, null, 2, 8000, null, null, 2048, null);
    /** What stays, pins and files may have this part of the threshold each, so that small windows work. */
    private static final int SHARE = 8;
    private static final int USUAL = 4000;

    public CompactionSettings {
        if (retainedTurns < 1) {
            throw new IllegalArgumentException("at least 1 turn stays as it is, not " + retainedTurns);
        }
    }

    public CompactionSettings retainingTurns(int turns) {
        return new CompactionSettings(threshold, requestThreshold, turns, retainedTokens, pinnedTokens, filesTokens,
                summaryMaxTokens, prune);
    }

    long retained() {
        return shared(retainedTokens);
    }

    long pinned() {
        return pinnedTokens == null ? usualShare() : shared(pinnedTokens);
    }

    long files() {
        return filesTokens == null ? usualShare() : shared(filesTokens);
    }

    /** Tokens that a history must stay under to be accepted in place of a longer one. */
    @Nullable Long acceptable() {
        Long limit = limit();
        return limit == null ? null : Long.valueOf(limit / 2);
    }

    private long usualShare() {
        Long limit = limit();
        return limit == null ? USUAL : limit / SHARE;
    }

    private long shared(long tokens) {
        Long limit = limit();
        return limit == null ? tokens : Math.min(tokens, limit / SHARE);
    }

    private @Nullable Long limit() {
        return threshold != null ? threshold : requestThreshold;
    }
}
