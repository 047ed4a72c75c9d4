package dev.podd.pod;

import dev.podd.manifest.Manifest;
import dev.podd.model.RequestSettings;
import dev.podd.turn.Limits;

/** What the worker section of a manifest says, as a turn takes it. */
public final class WorkerSettings {
    private WorkerSettings() {}

    /** Settings of every request. */
    public static RequestSettings request(Manifest.Worker worker) {
        return new RequestSettings(worker.maxTokens(), worker.temperature(), worker.topP(), worker.stop(),
                worker.reasoning());
    }

    /** What bounds a turn. */
    public static Limits limits(Manifest manifest) {
        Long most = manifest.worker().maxRequests().value();
        return new Limits(most == null ? null : Math.toIntExact(most), manifest.worker().continueTruncated(),
                manifest.provider().retry().attempts(), manifest.provider().retry().time());
    }
}
