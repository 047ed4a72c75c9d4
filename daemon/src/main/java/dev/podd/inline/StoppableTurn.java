package dev.podd.inline;

import dev.podd.item.Part;
import dev.podd.pod.Pod;
import dev.podd.pod.RunningTurn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn that may be stopped before it has begun, too. Safe on every thread. */
final class StoppableTurn {
    private @Nullable RunningTurn turn; // guarded by this
    private boolean isStopped; // guarded by this

    /** Ends it as soon as may be. Returns at once. */
    void stop() {
        RunningTurn running;
        synchronized (this) {
            isStopped = true;
            running = turn;
        }
        if (running != null) {
            running.cancel();
        }
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    /** @throws dev.podd.pod.PodException.PodBusy a turn runs in the Pod */
    RunningTurn begin(Pod pod, String prompt) {
        RunningTurn begun = pod.begin(List.of(new Part.Text(prompt)));
        synchronized (this) {
            turn = begun;
        }
        if (isStopped()) {
            begun.cancel();
        }
        return begun;
    }
}
