package dev.podd.turn;

import dev.podd.compaction.Plan;
import dev.podd.compaction.Summariser;
import dev.podd.compaction.SummaryFailedException;
import dev.podd.log.Entry;
import dev.podd.log.LogException;
import dev.podd.log.SessionState;
import dev.podd.usage.Usage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the summary of one compaction, within a time limit. Runs on the thread of that compaction; an interrupt of it
 * stops the work.
 *
 * @param whenReady called when the summary is made and may take hold
 * @param failures  told when there will be none
 */
record SummaryTask(Compaction compaction, CompactionParts with, ContextUse context, Journal journal,
        TurnServices services,
        Runnable whenReady, Failures failures) implements Runnable {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    interface Failures {
        /** @param counts whether the summary failed by itself, rather than being given up */
        void fail(Compaction compaction, String reason, boolean counts);
    }

    @Override
    public void run() {
        AtomicBoolean isLate = new AtomicBoolean();
        Thread limit = limit(Thread.currentThread(), isLate);
        try {
            String summary = summarise();
            limit.interrupt();
            compaction.summarised(summary, roomForFiles(summary));
            whenReady.run();
        } catch (InterruptedException stopped) {
            boolean wasLate = isLate.get();
            failures.fail(compaction, wasLate ? "no summary within " + LONGEST.toMinutes() + " minutes" : "cancelled",
                    wasLate);
        } catch (SummaryFailedException | LogException failure) {
            failures.fail(compaction, String.valueOf(failure.getMessage()), true);
        } catch (RuntimeException | Error bug) {
            failures.fail(compaction, services.bugs().report("a compaction", bug).message(), true);
        } finally {
            limit.interrupt();
        }
    }

    private String summarise() throws InterruptedException {
        SessionState now = context.conversation().get();
        Plan plan = compaction.plan();
        long room = plan.roomForSummary(now.closedHistory(), now.marks(), with.settings(), context.fixed(now));
        return new Summariser(with.model(), with.settings().summaryMaxTokens(), room, with.attempts(),
                services.sleep()::sleep, services.random(), this::spent).summarise(plan.older());
    }

    private void spent(Usage usage) {
        journal.recordSoon(new Entry.SummaryUsage(usage));
    }

    /** @throws SummaryFailedException there is not even room for the summary */
    private long roomForFiles(String summary) {
        SessionState now = context.conversation().get();
        return compaction.plan().accept(summary, now.closedHistory(), now.marks(), with.settings(),
                context.fixed(now));
    }

    /** A thread that interrupts the worker when the summary takes too long. */
    private Thread limit(Thread worker, AtomicBoolean isLate) {
        return Thread.ofVirtual().name("compaction-limit").start(() -> {
            try {
                services.sleep().sleep(LONGEST);
                isLate.set(true);
                worker.interrupt();
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
