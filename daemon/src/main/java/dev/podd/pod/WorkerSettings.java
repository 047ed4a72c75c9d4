package dev.podd.pod;

import dev.podd.compaction.CompactionSettings;
import dev.podd.context.Prune;
import dev.podd.manifest.Manifest;
import dev.podd.model.RequestSettings;
import dev.podd.turn.Limits;
import org.jspecify.annotations.Nullable;

/** What the worker section of a manifest says, as a turn takes it. */
public final class WorkerSettings {
    private WorkerSettings() {}

    /** Settings of every request. */
    public static RequestSettings request(Manifest.Worker worker) {
        return new RequestSettings(worker.maxTokens(), worker.temperature(), worker.topP(), worker.stop(),
                worker.reasoning());
    }

    /** When old output is left out and old history summarised, with a model of that window. */
    public static CompactionSettings compaction(Manifest.Compaction declared, @Nullable Long contextWindow) {
        return new CompactionSettings(declared.thresholdFor(contextWindow),
                declared.requestThresholdFor(contextWindow), declared.retainedTurns(), declared.retainedTokens(),
                declared.pinnedTokens(), declared.filesTokens(), declared.summaryMaxTokens(),
                declared.prune() ? new Prune.Protection(declared.pruneProtectedTurns(),
                        declared.pruneProtectedTokens(), declared.pruneMinSavings()) : null);
    }

    /** What bounds a turn. */
    public static Limits limits(Manifest manifest) {
        Long most = manifest.worker().maxRequests().value();
        return new Limits(most == null ? null : Math.toIntExact(most), manifest.worker().continueTruncated(),
                manifest.provider().retry().attempts(), manifest.provider().retry().maxSeconds());
    }
}
