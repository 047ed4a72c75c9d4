package dev.podd.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PlatformWorkTest {
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final PlatformWork work = new PlatformWork(Duration.ofMinutes(1), AT_ONCE, 2);

    @Test
    void theWorkIsOnAPlatformThreadAndItsEndIsTheCallers() throws Exception {
        assertThat(work.<Boolean>call("look", "/x", () -> Thread.currentThread().isVirtual())).isFalse();
        assertThatThrownBy(() -> work.call("look", "/x", () -> {
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class).hasMessage("no");
    }

    @Test
    void workThatTakesTooLongIsInterruptedAndSaysSo() {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> new PlatformWork(Duration.ofMillis(1), 1, 1).call("grep", "/x", () -> {
            try {
                return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
            } finally {
                interrupted.countDown();
            }
        })).isInstanceOf(WorkStoppedException.class)
                .hasMessage("grep of /x took longer than 0 s and was stopped; ask for less at once");
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void anInterruptReachesTheWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<String> call = new FutureTask<>(() -> {
            try {
                return work.call("grep", "/x", () -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "ended";
                });
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        Thread caller = Thread.startVirtualThread(call);
        begun.await();
        caller.interrupt();

        assertThat(call.get()).isEqualTo("interrupted");
    }

    /** More busy calls than carriers: were they on virtual threads, no other virtual thread would ever run. */
    @Test
    void busyCallsLeaveTheCarriersOfVirtualThreadsFree() throws Exception {
        int calls = 4 * Runtime.getRuntime().availableProcessors();
        AtomicInteger busy = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            callers.add(Thread.startVirtualThread(() -> {
                try {
                    work.call("burn", "/x", () -> {
                        busy.incrementAndGet();
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        return busy;
                    });
                } catch (InterruptedException e) {
                    // the end of the test
                }
            }));
        }
        while (busy.get() < Math.min(calls, AT_ONCE)) {
            Thread.onSpinWait();
        }
        FutureTask<String> other = new FutureTask<>(() -> "answered");
        Thread.startVirtualThread(other);

        assertThat(other.get()).isEqualTo("answered");
        for (Thread each : callers) {
            each.interrupt();
        }
        for (Thread each : callers) {
            each.join();
        }
    }

    /** A system call that does not return cannot be interrupted either. */
    private static final class Hang {
        private final CountDownLatch end = new CountDownLatch(1);

        boolean untilTheEnd() {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException deaf) {
                    // as a system call would
                }
            }
            return true;
        }
    }

    @Test
    void hangingWorkIsToldOfAndRefusesMoreUntilItEnds() {
        PlatformWork brief = new PlatformWork(Duration.ofMillis(1), 1, 2);
        Hang hang = new Hang();
        for (String path : List.of("/mnt/a", "/mnt/b")) {
            assertThatThrownBy(() -> brief.call("read", path, hang::untilTheEnd))
                    .isInstanceOf(WorkStoppedException.class)
                    .hasMessage("read of " + path
                            + " took longer than 0 s and hangs still: the file system does not answer");
        }

        assertThatThrownBy(() -> brief.call("read", "/mnt/c", () -> true)).isInstanceOf(WorkStoppedException.class)
                .hasMessageMatching("read of /mnt/c was not begun: 2 earlier calls still hang where a file system does"
                        + " not answer, such as read of /mnt/a for \\d+ s. It can be tried again when they have ended");

        hang.end.countDown();
        await(() -> brief.hanging() == 0);
        assertThat(new PlatformWork(Duration.ofMinutes(1), 1, 2).get("read", "/mnt/c", () -> true)).isTrue();
    }

    @Test
    void workOfOnePathThatHangsLeavesOtherPathsAlone() {
        PlatformWork brief = new PlatformWork(Duration.ofMillis(20), 8, 100);
        Hang hang = new Hang();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> brief.call("open", "/mnt/dead", hang::untilTheEnd)).hasMessageContaining("hangs");
        }

        assertThatThrownBy(() -> brief.call("open", "/mnt/dead", () -> true)).hasMessageContaining("was not begun");
        assertThat(work.get("open", "/home", () -> true)).isTrue();
        assertThat(brief.hanging()).isEqualTo(4);
        hang.end.countDown();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
