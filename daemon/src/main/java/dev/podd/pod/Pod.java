package dev.podd.pod;

import dev.podd.approval.Person;
import dev.podd.event.Watcher;
import dev.podd.item.Part;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An independent agent: a manifest put to work in one workspace folder, with a model, a scope, tools, hooks and a
 * session. Safe on every thread; its state is touched by its own thread only.
 */
public final class Pod {
    /** Its id, opaque. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    public PodSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a turn and waits for its end. An interrupt cancels the turn.
     *
     * @throws PodException.PodBusy a turn runs already
     */
    public TurnResult run(List<Part> input) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Goes on with a turn that did not finish.
     *
     * @throws PodException.PodBusy   a turn runs
     * @throws PodException.NotPaused the last turn finished, or there is none
     */
    public TurnResult resume() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Cancels the running turn, whose run() answers with outcome cancelled; nothing when none runs. */
    public void cancel() {
        throw new UnsupportedOperationException();
    }

    /** From here on this person answers the Pod's questions. */
    public void person(Person person) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells every event with a higher {@code seq} than {@code afterSeq}, those of the past that are still kept first.
     *
     * @param afterSeq null for new events only
     */
    public Subscription watch(@Nullable Long afterSeq, Watcher watcher) {
        throw new UnsupportedOperationException();
    }

    /** Widens or narrows the scope; tools see it from their next call on. */
    public Scope changeScope(List<ScopeRule> allow, List<ScopeRule> deny) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the manifest anew with another overlay; in the middle of a turn this waits for its end. A manifest that
     * fails leaves the Pod as it was.
     */
    public PodSnapshot configure(@Nullable String overlay) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Cancels what runs, ends the Pod; its session stays. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
