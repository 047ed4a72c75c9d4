package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.manifest.ManifestLoader;
import dev.podd.model.RequestSettings;
import dev.podd.sandbox.Secrets;
import dev.podd.store.XodusSessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTrimmerTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final CountDownLatch told = new CountDownLatch(1);

    @TempDir
    Path folder;

    @Test
    void whatIsOverTheQuotaGoesAsSoonAsNothingRuns() throws Exception {
        Files.writeString(folder.resolve("pod.toml"), "[checkpoints]\nquota_mb = -1\n");
        AtomicBoolean isBusy = new AtomicBoolean(true);
        CountDownLatch looked = new CountDownLatch(3);
        AtomicInteger tried = new AtomicInteger();
        try (SessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC())) {
            writeThreeMegabytes(store);
            try (CheckpointTrimmer _ = trimmer(() -> {
                if (tried.incrementAndGet() == 1) {
                    throw new StoreFailedException(Reason.LOCKED, "process 42 holds the store", null);
                }
                return store;
            }, () -> {
                looked.countDown();
                return isBusy.get();
            })) {
                looked.await();
                assertThat(tried).hasValue(0);
                isBusy.set(false);
                await(() -> tried.get() > 2);
                assertThat(store.checkpointBytes()).as("the quota is unreadable").isEqualTo(3 << 20);
                Files.writeString(folder.resolve("pod.toml"), "[checkpoints]\nquota_mb = 2\n");
                told.await();
                assertThat(store.checkpointBytes()).isZero();
                assertThat(store.verify("one").dropped()).isEqualTo(3);
            }
        }
    }

    private CheckpointTrimmer trimmer(Supplier<SessionStore> sessions, BooleanSupplier isBusy) {
        BugLog bugs = new BugLog(folder.resolve("bugs.log"), Clock.systemUTC(), () -> "bug-1",
                new Secrets());
        return new CheckpointTrimmer(sessions, new ManifestLoader(folder)::checkpointQuota, isBusy, told::countDown,
                bugs,
                SOON, SOON);
    }

    private static void writeThreeMegabytes(SessionStore store) {
        try (SessionLog log = store.create("one", "file:///work")) {
            log.startSegment(Head.NONE, Entry.SegmentStart.of(null, RequestSettings.DEFAULT), List.of());
            for (int i = 0; i < 3; i++) {
                byte[] content = new byte[1 << 20];
                content[0] = (byte) i;
                log.append(log.head(), List.of(new Entry.FileChange("c1", "/w/a", null, log.putBlob(content))),
                        Durability.NOW);
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(SOON);
        }
    }
}
