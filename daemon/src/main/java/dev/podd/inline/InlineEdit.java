package dev.podd.inline;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.Subscription;
import dev.podd.pod.TurnResult;
import dev.podd.workspace.WorkspaceException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One edit of a range of a document, from its turn to the change of the document. Safe on every thread. */
public final class InlineEdit {
    private final Pods pods;
    private final Pod pod;
    private final EditTarget target;
    private final InlineAnswer reader;
    private final Consumer<Supplier<InlineState>> watcher;
    private final StringBuilder soFar = new StringBuilder(); // of the answer; guarded by this
    private InlineState state; // guarded by this
    private final StoppableTurn turn = new StoppableTurn();

    /**
     * @param watcher told of each step, on the thread that makes it, with what then finds out how it stands; returns at
     *                once
     */
    InlineEdit(String id, Pods pods, Pod pod, EditTarget target, Consumer<Supplier<InlineState>> watcher) {
        this.pods = pods;
        this.pod = pod;
        this.target = target;
        this.reader = new InlineAnswer(target.old());
        this.watcher = watcher;
        this.state = new InlineState(id, pod.id(), pod.session(), InlineState.Progress.WRITING, target, "", null, null);
    }

    /** How it stands now. */
    public synchronized InlineState state() {
        return state;
    }

    /** Ends it as soon as may be; what stands in the document already stays. Returns at once. */
    public void stop() {
        turn.stop();
    }

    /**
     * Asks the model, and puts its answer into the document.
     *
     * @throws dev.podd.pod.PodException.PodBusy a turn runs in the Pod
     */
    InlineState run(String prompt) throws InterruptedException {
        watcher.accept(this::soFar);
        RunningTurn begun = turn.begin(pod, prompt);
        try (Subscription _ = pod.watch(begun.eventsBefore(), this::happened)) {
            return end(begun.awaitOrCancel());
        }
    }

    /** With what is coming, which takes time in the measure of the whole answer. */
    private InlineState soFar() {
        InlineState now;
        String said;
        synchronized (this) {
            now = state;
            said = soFar.toString();
        }
        return now.progress() == InlineState.Progress.WRITING ? now.writing(reader.readSoFar(said)) : now;
    }

    private void happened(PodEvent event) {
        synchronized (this) {
            switch (event.event()) {
                case Event.TextDelta delta -> soFar.append(delta.text());
                case Event.ToolCallStarted started -> soFar.setLength(0); // what was said before was no answer yet
                default -> {
                    return;
                }
            }
        }
        watcher.accept(this::soFar);
    }

    private InlineState end(TurnResult result) throws InterruptedException {
        TurnError error = result.error();
        InlineState last = soFar();
        if (turn.isStopped() || result.outcome() == TurnOutcome.CANCELLED) {
            return ended(last.cancelled());
        }
        if (error != null || result.outcome() != TurnOutcome.FINISHED) {
            return ended(error != null ? last.failed(error.code(), error.message())
                    : last.failed("notFinished", "the model did not come to an end: " + result.outcome()));
        }
        try {
            InlineAnswer.NewText text = reader.read(Objects.requireNonNullElse(result.message(), ""));
            last = last.writing(text.text());
            if (!text.text().equals(target.old())) {
                pods.documents().change(pod.id(), last.inline(), target.file(), target.text(),
                        target.with(text.text()));
            }
            return ended(last.applied(text.text(), text.note()));
        } catch (InlineFailedException failed) {
            return ended(last.failed(failed.code(), String.valueOf(failed.getMessage())));
        } catch (WorkspaceException refused) {
            return ended(last.failed(refused.detail() == null ? "notApplied" : "conflict",
                    refused.getMessage() + (refused.detail() == null ? "" : "\n" + refused.detail())));
        }
    }

    private synchronized InlineState ended(InlineState last) {
        state = last;
        return last;
    }
}
