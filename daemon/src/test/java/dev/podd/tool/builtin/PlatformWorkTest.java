package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.tool.ToolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlatformWorkTest {
    private final PlatformWork work = new PlatformWork(Duration.ofMinutes(1));

    @Test
    void theWorkIsOnAPlatformThreadAndItsEndIsTheCallers() throws Exception {
        assertThat(work.<Boolean>call("look", () -> Thread.currentThread().isVirtual())).isFalse();
        assertThatThrownBy(() -> work.call("look", () -> {
            throw new ToolException("no");
        })).isInstanceOf(ToolException.class).hasMessage("no");
    }

    @Test
    void workThatTakesTooLongIsInterruptedAndSaysSo() {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> new PlatformWork(Duration.ofMillis(1)).call("grep", () -> {
            try {
                return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
            } finally {
                interrupted.countDown();
            }
        })).isInstanceOf(ToolException.class)
                .hasMessage("grep took longer than 0 s and was stopped; ask for less at once");
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void anInterruptReachesTheWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<String> call = new FutureTask<>(() -> {
            try {
                return work.call("grep", () -> {
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
                    work.call("burn", () -> {
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
        while (busy.get() < Math.min(calls, Math.max(2, Runtime.getRuntime().availableProcessors()))) {
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
}
