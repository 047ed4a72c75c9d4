package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.CheckpointQuotaContract;
import dev.podd.log.Entries;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.CheckpointTrim;
import dev.podd.log.SessionStore.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import jetbrains.exodus.bindings.StringBinding;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;
import jetbrains.exodus.env.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(XodusHushed.class)
class XodusCheckpointQuotaTest extends CheckpointQuotaContract {
    private final Clock clock = clock();
    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    Path folder;

    @Override
    protected SessionStore newStore() {
        return new XodusSessionStore(folder, clock, disk, Duration.ofSeconds(30));
    }

    @Override
    protected SessionStore reopened(SessionStore before) {
        before.close();
        return newStore();
    }

    @Test
    void whatIsDroppedIsFreeOnTheDisk() throws IOException {
        write(FIRST, 'a', 'b', 'c', 'd', 'e', 'f');
        long before = bytes(session(FIRST));
        assertThat(before).isGreaterThan(600_000);
        trim(0);
        assertThat(bytes(session(FIRST))).isLessThan(before - 600_000);
        write(FIRST, 'x', 'y');
        trim(0);
        try (Stream<Path> left = Files.list(folder.resolve("sessions"))) {
            assertThat(left).containsExactly(session(FIRST));
        }
        try (Stream<Path> left = Files.list(session(FIRST))) {
            assertThat(left).contains(session(FIRST).resolve("log.2")).doesNotContain(session(FIRST).resolve("log"),
                    session(FIRST).resolve("log.1"));
        }
    }

    @Test
    void aSessionThatIsUsedWhileItsLogIsRewrittenKeepsItsCheckpoints() throws IOException {
        write(FIRST, 'a', 'b');
        SessionFolder rest = new SessionFolder(folder.resolve("sessions").resolve(".rest-test"));
        RewrittenLog rewritten = new RewrittenLog(FIRST, new SessionFolder(session(FIRST)), rest, Disk.REAL);
        rewritten.write(1, new PrivateThreads.Progress());
        write(FIRST, 'b', 'c');
        assertThat(rewritten.publish()).isFalse();
        assertThat(store.verify(FIRST)).isEqualTo(new Verification(3, 1, true, null, null));
    }

    @Test
    void aFullDiskLeavesTheSessionAsItIs() {
        write(FIRST, 'a', 'b');
        disk.failWith(FaultyDisk.FULL);
        assertThat(trim(0)).isEqualTo(new CheckpointTrim(0, 0, 200_000));
        disk.heal();
        assertThat(store.verify(FIRST)).isEqualTo(new Verification(2, 1, true, null, null));
        assertThat(trim(0)).isEqualTo(new CheckpointTrim(1, 200_000, 0));
    }

    @Test
    void contentThatIsMissingIsDamageAndIsNotTakenForDropped() throws IOException {
        write(FIRST, 'a', 'b');
        trim(0);
        write(FIRST, 'c', 'd', 'e');
        write(SECOND, 'a', 'b');
        store.close();
        change("blobs", (blobs, transaction) -> {
            try (Cursor cursor = blobs.openCursor(transaction)) {
                while (cursor.getNext()) {
                    if (cursor.getValue().getLength() == content('d').length) {
                        cursor.deleteCurrent();
                        return;
                    }
                }
            }
        });
        store = newStore();
        long before = bytes(session(FIRST).resolve("log.1"));
        Verification found = store.verify(FIRST);
        assertThat(found.intact()).isFalse();
        assertThat(found.problem()).contains("no content");
        assertThat(trim(0)).isEqualTo(new CheckpointTrim(1, 200_000, 300_000));
        assertThat(bytes(session(FIRST).resolve("log.1"))).isEqualTo(before);
        assertThat(store.verify(FIRST)).isEqualTo(found);
    }

    @Test
    void theCheckpointsOfAnEarlierVersionAreCountedFirst() throws IOException {
        write(FIRST, 'a', 'b');
        write(SECOND, 'c', 'd');
        store.close();
        change("about", (about, transaction) -> about.delete(transaction,
                StringBinding.stringToEntry("checkpoint_bytes")));
        Files.delete(session(FIRST).resolve("summary"));
        store = newStore();
        assertThat(store.summary(FIRST).checkpointBytes()).isNull();
        write(FIRST, 'b', 'a');
        assertThat(store.checkpointBytes()).isEqualTo(200_000);
        assertThat(trim(400_000)).isEqualTo(new CheckpointTrim(0, 0, 400_000));
        store = reopened(store);
        assertThat(store.summary(FIRST).checkpointBytes()).isEqualTo(200_000);
        assertThat(trim(399_999)).isEqualTo(new CheckpointTrim(1, 200_000, 200_000));
        assertThat(store.verify(SECOND).dropped()).isEqualTo(2);
    }

    @Test
    void aReaderNeverSeesThatALogIsReplaced() throws Exception {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sessions.add(FIRST + i);
            write(FIRST + i, 'a', 'b', 'c', 'd');
        }
        AtomicBoolean isTrimmed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                SessionStore other = XodusSessionStore.readOnly(folder, clock)) {
            List<Future<Boolean>> readers = Stream.of(store, other).map(reading -> threads.submit(() -> {
                boolean isWhole = true;
                do {
                    for (String each : sessions) {
                        isWhole &= reading.verify(each).intact() && Entries.of(reading, each).size() == 4
                                && isReadOrDropped(reading, each);
                    }
                } while (!isTrimmed.get());
                return isWhole;
            })).toList();
            assertThat(trim(0).sessions()).isEqualTo(12);
            isTrimmed.set(true);
            for (Future<Boolean> each : readers) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    private static boolean isReadOrDropped(SessionStore reading, String session) {
        try {
            return reading.blob(session, hash('b')).length == content('b').length;
        } catch (CheckpointDroppedException dropped) {
            return true;
        }
    }

    @Test
    void aStoreThatIsClosedMeanwhileTrimsNoMore() throws Exception {
        for (int i = 0; i < 10; i++) {
            write(FIRST + i, 'a', 'b');
        }
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            AtomicBoolean hasBegun = new AtomicBoolean();
            Future<CheckpointTrim> trimmed = threads.submit(() -> store.trimCheckpoints(0, () -> {
                hasBegun.set(true);
                return true;
            }));
            while (!hasBegun.get()) {
                Thread.onSpinWait();
            }
            store.close();
            store = newStore();
            int sessions = trimmed.get().sessions();
            assertThat(store.checkpointBytes()).isEqualTo((10 - sessions) * 200_000L);
        }
        assertThat(trim(0).left()).isZero();
        for (int i = 0; i < 10; i++) {
            try (SessionLog log = store.open(FIRST + i)) {
                assertThat(log.warnings()).isEmpty();
            }
        }
    }

    private Path session(String session) {
        return folder.resolve("sessions").resolve(session);
    }

    /** Does something to a store of the first session's environment. */
    private void change(String name, BiConsumer<Store, Transaction> change) {
        Environment environment = Xodus.open(new SessionFolder(session(FIRST)).log(), Disk.REAL);
        try {
            environment.executeInExclusiveTransaction(transaction -> change
                    .accept(environment.openStore(name, StoreConfig.WITHOUT_DUPLICATES, transaction), transaction));
        } finally {
            environment.close();
        }
    }

    private static long bytes(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
