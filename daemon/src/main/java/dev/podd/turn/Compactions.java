package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.compaction.Plan;
import dev.podd.compaction.TouchedFiles;
import dev.podd.event.CompactionStatus;
import dev.podd.event.CompactionStatus.State;
import dev.podd.event.Event;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.LogException;
import dev.podd.log.SessionState;
import dev.podd.usage.Occupancy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The compactions of one Pod, one at a time (semantics 8). A summary is made of a snapshot, in the background;
 * it takes hold when {@link #atGap} is called, between two requests or turns. Safe on every thread.
 */
public final class Compactions {
    private static final int MOST_FAILURES = 3;

    private final Supplier<CompactionParts> parts;
    private final Journal journal;
    private final ContextUse context;
    private final Consumer<Event> events;
    private final TurnServices services;
    private final Runnable whenReady;
    private @Nullable Compaction current; // guarded by this
    private int failures; // guarded by this
    private boolean isDisabled; // guarded by this

    /** @param whenReady told, on a thread of the compaction's own, that a summary waits for a gap */
    public Compactions(Supplier<CompactionParts> parts, Journal journal, ConversationCell conversation,
            Consumer<Event> events, TurnServices services, Runnable whenReady) {
        this.parts = parts;
        this.journal = journal;
        this.context = new ContextUse(parts, conversation);
        this.events = events;
        this.services = services;
        this.whenReady = whenReady;
    }

    /** How compaction stands. */
    public synchronized CompactionStatus status() {
        return new CompactionStatus(state(), failures);
    }

    private synchronized State state() {
        if (current != null) {
            return State.RUNNING;
        }
        if (isDisabled) {
            return State.DISABLED;
        }
        CompactionSettings settings = context.settings();
        return settings.threshold() == null && settings.requestThreshold() == null ? State.OFF : State.IDLE;
    }

    /** Between two turns: begins a compaction that nobody waits for, if the context is full enough. */
    public void consider() {
        if (!isDisabled() && current() == null && context.isOverThreshold()) {
            need(begin(true, false, null));
        }
    }

    /** Whether the next request of a turn has to wait for a summary. */
    boolean isNeeded() {
        return !isDisabled() && context.isOverRequestThreshold();
    }

    ContextUse context() {
        return context;
    }

    private synchronized void need(Compaction compaction) {
        compaction.needed();
    }

    /**
     * Begins a compaction for a person who asks for it, or joins the one that runs. Works also after compaction was
     * switched off by failures. A caller that stops waiting calls {@link #cancel(Compaction)}.
     *
     * @param isInTurn      whether a turn runs
     * @param retainedTurns in place of the manifest's; null for that
     */
    public Compaction begin(boolean isInTurn, @Nullable Integer retainedTurns) {
        Compaction compaction = begin(true, isInTurn, retainedTurns);
        synchronized (this) {
            compaction.asked();
        }
        return compaction;
    }

    /**
     * In a turn, before a request: makes room and waits for it.
     *
     * @return false when there is nothing to summarise
     * @throws TurnFailedException  there is no summary
     * @throws InterruptedException the turn was cancelled, and with it the summary
     */
    boolean makeRoom() throws InterruptedException {
        if (join()) {
            return true;
        }
        if (isDisabled()) {
            return false;
        }
        Compaction own = begin(false, true, null);
        need(own);
        if (own.how() instanceof Compaction.End.Done) {
            return false;
        }
        try {
            own.awaitSummary();
        } catch (InterruptedException cancel) {
            if (!own.isBackground()) {
                giveUp(own);
            }
            throw cancel;
        }
        atGap(TurnOutcome.YIELDED);
        if (own.how() instanceof Compaction.End.Failed failed) {
            throw new TurnFailedException("compactionFailed", failed.reason(), null);
        }
        return true;
    }

    /** Waits for the compaction that runs already; false when there is none, or it leaves too much. */
    private boolean join() throws InterruptedException {
        Compaction running = current();
        if (running == null) {
            return false;
        }
        need(running);
        running.awaitSummary();
        atGap(TurnOutcome.YIELDED);
        return running.how() instanceof Compaction.End.Done && !isNeeded();
    }

    /** Between two requests or turns: a summary that is ready takes hold. Nobody else may write meanwhile. */
    public void atGap() {
        atGap(null);
    }

    /** @param inTurn what the log calls the end of a segment that a running turn leaves */
    void atGap(@Nullable TurnOutcome inTurn) {
        Compaction waiting = claimed();
        String summary = waiting == null ? null : waiting.ready();
        if (waiting == null || summary == null) {
            return;
        }
        try {
            takeHold(waiting, summary, inTurn);
        } catch (LogException failure) {
            fail(waiting, String.valueOf(failure.getMessage()), true);
        } catch (RuntimeException bug) {
            fail(waiting, services.bugs().report("a compaction", bug).message(), true);
        }
    }

    /** The compaction whose summary is ready, which nobody can give up from here on. */
    private synchronized @Nullable Compaction claimed() {
        return current != null && current.claim() ? current : null;
    }

    /** Gives the running compaction up; nothing changes. */
    public void cancel() {
        Compaction running = current();
        if (running != null) {
            giveUp(running);
        }
    }

    /** One caller of {@link #begin} stops waiting. The compaction is given up when nobody else wants it. */
    public synchronized void cancel(Compaction asked) {
        if (asked.isUnwantedWithoutOne()) {
            giveUp(asked);
        }
    }

    private synchronized void giveUp(Compaction running) {
        if (!running.isClaimed()) {
            running.interrupt();
            fail(running, "cancelled", false);
        }
    }

    /** Tells who waits that a Pod that pauses is not compacted; what is summarised takes hold later. */
    public synchronized void release(String why) {
        if (current != null) {
            current.release(why);
        }
    }

    private synchronized @Nullable Compaction current() {
        return current;
    }

    private synchronized boolean isDisabled() {
        return isDisabled;
    }

    /** Nothing that waits for a disk is done under the lock: how compaction stands is asked at any time. */
    private Compaction begin(boolean isBackground, boolean isInTurn, @Nullable Integer retainedTurns) {
        CompactionParts with = parts.get();
        CompactionSettings settings = retainedTurns == null ? with.settings()
                : with.settings().retainingTurns(retainedTurns);
        long epoch = journal.epoch(); // before the snapshot, so that a plan for a history that goes meanwhile is void
        SessionState snapshot = context.conversation().get();
        Occupancy occupancy = snapshot.occupancy();
        Plan plan = Plan.of(snapshot.closedHistory(), snapshot.marks(), occupancy, settings,
                isInTurn || snapshot.mayGoOn());
        Compaction planned = new Compaction(epoch, plan, isBackground, context.used(snapshot, occupancy));
        Compaction chosen = choose(planned, plan.isEmpty(snapshot.history(), snapshot.marks()));
        if (chosen == planned && planned.how() == null) {
            start(planned, with, isInTurn && !isBackground);
        }
        return chosen;
    }

    private Compaction choose(Compaction planned, boolean isPointless) {
        synchronized (this) {
            if (current != null) {
                current.join();
                return current;
            }
            if (!isPointless) {
                current = planned;
                return planned;
            }
        }
        planned.end(new Compaction.End.Done(journal.segmentNumber(), planned.before(), planned.before()));
        return planned;
    }

    private void start(Compaction compaction, CompactionParts with, boolean yields) {
        try {
            if (yields) {
                journal.recordNow(
                        new Entry.TurnEnded(TurnOutcome.YIELDED, true, context.conversation().get().turns(), null));
            }
        } catch (LogException failure) {
            fail(compaction, String.valueOf(failure.getMessage()), false);
            throw failure;
        }
        events.accept(new Event.CompactionStarted(compaction.isBackground()));
        compaction.start(new SummaryTask(compaction, with, context, journal, services, whenReady, this::fail));
    }

    private void takeHold(Compaction waiting, String summary, @Nullable TurnOutcome inTurn) {
        TouchedFiles.Shown files = parts.get().files().within(waiting.filesRoom());
        if (inTurn != null && waiting.isBackground()) {
            journal.recordSoon(new Entry.TurnEnded(inTurn, true, context.conversation().get().turns(), null));
        }
        List<String> ids = List.of(services.ids().apply("i"), services.ids().apply("i"));
        boolean happened = journal.compact(waiting.epoch(), now -> {
            Plan.Shortened shortened = waiting.plan().with(summary, now.closedHistory(), now.marks(), files.text(),
                    ids);
            Entry.SegmentStart start = now.start().shortened(shortened.history(), shortened.marks());
            return inTurn == null ? start : start.after(inTurn);
        });
        if (!happened) {
            fail(waiting, "the session was rewound meanwhile", false);
            return;
        }
        files.taken().run();
        long after = context.used();
        synchronized (this) {
            current = null;
            failures = 0;
            isDisabled = false;
        }
        events.accept(new Event.CompactionDone(waiting.before(), after));
        waiting.end(new Compaction.End.Done(journal.segmentNumber(), waiting.before(), after));
    }

    /** As {@link SummaryTask.Failures} says. */
    private void fail(Compaction compaction, String reason, boolean counts) {
        int inARow;
        boolean isLast;
        synchronized (this) {
            if (current != compaction) {
                return;
            }
            current = null;
            failures += counts ? 1 : 0;
            inARow = failures;
            isLast = counts && failures >= MOST_FAILURES;
            isDisabled |= isLast;
        }
        events.accept(new Event.CompactionFailed(reason, inARow, isLast));
        compaction.end(new Compaction.End.Failed(reason));
    }
}
