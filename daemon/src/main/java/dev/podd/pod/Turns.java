package dev.podd.pod;

import dev.podd.event.Event;
import dev.podd.item.TurnOutcome;
import dev.podd.log.SessionState;
import dev.podd.turn.Compactions;
import dev.podd.turn.ConversationCell;
import dev.podd.turn.InputQueue;
import dev.podd.turn.Journal;
import dev.podd.turn.Turn;
import dev.podd.turn.TurnEnd;
import dev.podd.turn.TurnParts;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one Pod, one at a time, and what happens between two of them. All methods but {@link #cancel}, {@link
 * #state}, {@link #ending}, {@link #isClosing} and {@link #awaitEnding} are called on the Pod's thread.
 */
final class Turns {
    private final PodParts parts;
    private final Mailbox mailbox;
    private final CurrentSetup setup;
    private final Journal journal;
    private final ConversationCell conversation;
    private final InputQueue queue;
    private final Compactions compactions;
    private final Supplier<TurnParts> turnParts;
    private final Consumer<Event> events;
    private volatile PodState state = PodState.IDLE;
    private volatile boolean isClosing;
    private volatile @Nullable RunningTurn running;
    private volatile @Nullable RunningRewind rewinding;
    /** The last turn, whose on_abort hooks may still run. */
    private volatile @Nullable RunningTurn last;

    /** @param turnParts what the next turn works with */
    Turns(PodParts parts, Mailbox mailbox, CurrentSetup setup, Journal journal, ConversationCell conversation,
            InputQueue queue, Compactions compactions, Supplier<TurnParts> turnParts, Consumer<Event> events) {
        this.parts = parts;
        this.mailbox = mailbox;
        this.setup = setup;
        this.journal = journal;
        this.conversation = conversation;
        this.queue = queue;
        this.compactions = compactions;
        this.turnParts = turnParts;
        this.events = events;
    }

    PodState state() {
        return state;
    }

    /** Whether a turn or a rewind runs. */
    boolean isRunning() {
        return running != null || rewinding != null;
    }

    /** Whether {@link #close} was called. */
    boolean isClosing() {
        return isClosing;
    }

    /**
     * Waits while the running turn takes nothing more and is about to end: whoever was refused a steer, or has read {@code
     * turnDone}, may begin the next one. Called on the thread of a caller, before it asks for a turn.
     */
    void awaitEnding() {
        RunningTurn ending = running;
        if (ending != null && queue.isClosed()) {
            ending.awaitNearEnd();
        }
    }

    /** The session was restored, or rewound between two turns. */
    void takeStateFrom(SessionState session) {
        ending(session.outcome());
    }

    /** The end of a turn is about to be told: whoever hears of it, or comes after it, sees no turn that runs. */
    void ending(@Nullable TurnOutcome outcome) {
        state = outcome == TurnOutcome.PAUSED ? PodState.PAUSED : PodState.IDLE;
    }

    /**
     * Starts a turn.
     *
     * @param resumes      whether it goes on with the last one
     * @param eventsBefore number of the Pod's last event before it
     * @throws PodException.PodBusy   a turn runs
     * @throws PodException.NotPaused there is nothing to resume
     */
    RunningTurn start(Function<Turn, TurnEnd> way, boolean resumes, long eventsBefore) {
        expectOpen();
        expectNone("a turn runs in Pod " + parts.id() + " already");
        if (resumes) {
            expectResumable();
        }
        if (state != PodState.PAUSED) {
            compactions.consider();
        }
        parts.hooks().close();
        RunningTurn turn = new RunningTurn(parts.id(), new Turn(turnParts.get()), way, parts.services().bugs(),
                eventsBefore, end -> mailbox.post(() -> ended(end)));
        queue.await();
        running = turn;
        state = PodState.RUNNING;
        turn.start();
        return turn;
    }

    /** @throws PodException.PodNotFound the Pod is closing */
    void expectOpen() {
        if (isClosing) {
            throw new PodException.PodNotFound(parts.id());
        }
    }

    /** @throws PodException.PodBusy with that message, when a turn runs; also while the session is rewound */
    void expectNone(String message) {
        if (running != null) {
            throw new PodException.PodBusy(message);
        }
        expectNoRewind();
    }

    /** @throws PodException.PodBusy the session is being rewound */
    void expectNoRewind() {
        if (rewinding != null) {
            throw new PodException.PodBusy("Pod " + parts.id() + " is being rewound");
        }
    }

    /** Starts a rewind. Until {@link #rewound} no turn starts and no summary becomes active. */
    RunningRewind start(RunningRewind rewind) {
        rewinding = rewind;
        rewind.start();
        return rewind;
    }

    /** The rewind has ended. */
    void rewound() {
        rewinding = null;
        applySetup();
        atGap();
    }

    /** Cancels the running turn or rewind; where none runs, a running compaction and the on_abort hooks of the last turn. */
    void cancel() {
        RunningTurn turn = running;
        RunningRewind rewind = rewinding;
        if (turn != null) {
            turn.cancel();
        } else if (rewind != null) {
            rewind.cancel();
        } else {
            compactions.cancel();
            stopAbortHooks();
        }
    }

    /** Cancels the running turn, which is returned, and starts no other. */
    Optional<RunningTurn> close() {
        isClosing = true;
        stopAbortHooks();
        RunningTurn turn = running;
        if (turn != null) {
            turn.cancel();
        }
        return Optional.ofNullable(turn);
    }

    /** Cancels the running rewind, which is returned. */
    Optional<RunningRewind> cancelRewind() {
        RunningRewind rewind = rewinding;
        if (rewind != null) {
            rewind.cancel();
        }
        return Optional.ofNullable(rewind);
    }

    void stopAbortHooks() {
        RunningTurn turn = last;
        if (turn != null) {
            turn.stopAbortHooks();
        }
    }

    /** Activates a summary that is ready, if neither a turn nor a pause forbids it. */
    void atGap() {
        if (!isRunning() && state != PodState.PAUSED && !isClosing) {
            compactions.atGap();
        }
    }

    private void expectResumable() {
        SessionState now = conversation.get();
        if (!now.mayGoOn()) {
            throw new PodException.NotPaused(now.turns() == 0 ? "Pod " + parts.id() + " has run no turn yet"
                    : now.marks().refused() != null ? "a hook refused the prompt of the last turn of Pod "
                            + parts.id() + ", so that there is nothing to go on with"
                    : "the last turn of Pod " + parts.id() + " is finished");
        }
    }

    private void ended(TurnEnd end) {
        RunningTurn over = running;
        last = over;
        running = null;
        queue.close();
        try {
            if (state == PodState.RUNNING) { // the turn could not tell its end
                events.accept(new Event.TurnDone(end.outcome(), end.error()));
            }
            applySetup();
        } finally {
            if (over != null) {
                over.end(new TurnResult(end.outcome(), end.error(), end.message(), end.usage(), end.requests(),
                        journal.session(), end.stop()));
            }
            betweenTurns();
        }
    }

    private void applySetup() {
        try {
            setup.apply();
        } catch (RuntimeException failure) {
            events.accept(new Event.Warning("the changed settings could not be recorded: " + failure.getMessage()));
        }
    }

    private void betweenTurns() {
        if (state == PodState.PAUSED) {
            compactions.release("Pod " + parts.id() + " is paused; the summary takes hold when it goes on");
            return;
        }
        atGap();
        if (!parts.endsWithTurn() && !isClosing) {
            compactions.consider();
        }
    }
}
