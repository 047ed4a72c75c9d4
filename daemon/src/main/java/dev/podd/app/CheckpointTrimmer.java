package dev.podd.app;

import dev.podd.log.LogException;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.CheckpointTrim;
import dev.podd.manifest.ManifestException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the checkpoints of all sessions within the person's quota: on a thread of its own, some time after the start and
 * then each minute, while nothing runs. A quota that cannot be read drops nothing.
 */
final class CheckpointTrimmer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CheckpointTrimmer.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Supplier<SessionStore> sessions;
    private final LongSupplier quota;
    private final BooleanSupplier isBusy;
    private final Runnable whenDropped;
    private final BugLog bugs;
    private final Duration first;
    private final Duration pause;
    private final Thread thread;

    /**
     * @param quota  in bytes, read anew each time
     * @param isBusy whether something runs that must not be held up
     * @param whenDropped done when a session has lost its checkpoints
     */
    CheckpointTrimmer(Supplier<SessionStore> sessions, LongSupplier quota, BooleanSupplier isBusy,
            Runnable whenDropped, BugLog bugs) {
        this(sessions, quota, isBusy, whenDropped, bugs, FIRST, PAUSE);
    }

    /** @param first after the start */
    CheckpointTrimmer(Supplier<SessionStore> sessions, LongSupplier quota, BooleanSupplier isBusy,
            Runnable whenDropped, BugLog bugs, Duration first, Duration pause) {
        this.first = first;
        this.pause = pause;
        this.sessions = sessions;
        this.quota = quota;
        this.isBusy = isBusy;
        this.whenDropped = whenDropped;
        this.bugs = bugs;
        this.thread = Thread.ofPlatform().daemon().name("podd-checkpoints").unstarted(this::watch);
        thread.start();
    }

    private void watch() {
        try {
            Thread.sleep(first);
            while (true) {
                if (!isBusy.getAsBoolean()) {
                    trim();
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException closed) {
            // nothing is left to do
        }
    }

    private void trim() {
        try {
            CheckpointTrim done = sessions.get().trimCheckpoints(quota.getAsLong(),
                    () -> !isBusy.getAsBoolean() && !thread.isInterrupted());
            if (done.sessions() > 0) {
                whenDropped.run();
                LOG.log(Level.INFO, "the checkpoints of " + done.sessions() + " sessions were dropped, "
                        + done.dropped() + " bytes; " + done.left() + " bytes are left");
            }
        } catch (LogException | ManifestException unfit) {
            LOG.log(Level.DEBUG, "no checkpoints are dropped", unfit);
        } catch (RuntimeException bug) {
            bugs.told("the quota of checkpoints", bug);
        }
    }

    /** What it is about to write is not finished. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
