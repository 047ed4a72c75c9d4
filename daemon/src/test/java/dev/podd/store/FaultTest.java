package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.log.StoredEntry;
import dev.podd.store.LiveSession.Services;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of appends when the disk does not do what it is told. */
@ExtendWith(XodusHushed.class)
class FaultTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";
    private static final String OTHER = "019aa000-0000-7000-8000-000000000002";

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void aFullDiskRefusesAnAppendAndKeepsWhatWasThere() {
        try (XodusSessionStore store = store(); SessionLog log = begun(store, ID)) {
            Head before = log.head();
            SessionState state = log.state();
            disk.failWith(FaultyDisk.FULL);
            assertRefused(Reason.FULL, () -> log.append(before, said("no"), Durability.NOW));
            assertRefused(Reason.FULL, () -> log.startSegment(before, Script.start(), List.of()));
            assertThat(log.head()).isEqualTo(before);
            assertThat(log.state()).isEqualTo(state);
            assertThat(store.read(ID, null, null, 10).entries()).hasSize(2);
            disk.heal();
            Head next = log.append(before, said("yes"), Durability.NOW).head();
            assertThat(next.count()).isEqualTo(before.count() + 1);
        }
        assertThat(texts()).containsExactly("first", "yes");
    }

    @Test
    void aSessionWhoseFolderWasRemovedTakesNothingMore() throws IOException {
        Path session = folder.resolve("sessions").resolve(ID);
        try (XodusSessionStore store = store()) {
            SessionLog log = begun(store, ID);
            Head before = log.head();
            log.flush();
            new SessionFolder(session).delete();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> log.append(before, said("no"), Durability.NOW))
                        .isInstanceOfSatisfying(StoreFailedException.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER))
                        .hasMessageContaining(session + " was removed");
            }
            assertThat(log.head()).isEqualTo(before);
            log.close();
            assertThat(begun(store, OTHER).head().count()).isEqualTo(2);
        }
        assertThat(session).doesNotExist();
    }

    @Test
    void aStoreOnAFullDiskOpensSoThatSessionsCanBeDeleted() throws IOException {
        try (XodusSessionStore store = store()) {
            begun(store, ID).close();
        }
        Files.delete(folder.resolve("lock"));
        Files.createSymbolicLink(folder.resolve("lock"), Path.of("/dev/full"));
        Files.delete(folder.resolve("sessions").resolve(ID).resolve("summary"));
        Files.createSymbolicLink(folder.resolve("sessions").resolve(ID).resolve("summary.new"), Path.of("/dev/full"));
        try (XodusSessionStore store = store()) {
            assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions()).hasSize(1);
            store.delete(ID);
            assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions()).isEmpty();
        }
    }

    @Test
    void whatWasAcceptedIsTriedAgainUntilItIsWritten() {
        try (XodusSessionStore store = store(); SessionLog log = begun(store, ID)) {
            disk.failWith(FaultyDisk.FULL);
            Head accepted = log.append(log.head(), said("accepted"), Durability.SOON).head();
            assertRefused(Reason.FULL, log::flush);
            assertRefused(Reason.FULL, () -> log.append(accepted, said("soon"), Durability.SOON));
            assertRefused(Reason.FULL, () -> log.append(accepted, said("now"), Durability.NOW));
            assertThat(log.head()).isEqualTo(accepted);
            disk.heal();
            log.append(accepted, said("last"), Durability.SOON);
        }
        assertThat(texts()).containsExactly("first", "accepted", "last");
    }

    @Test
    void aNewSessionOnAFullDiskWorksOnceThereIsRoom() {
        disk.failWith(FaultyDisk.FULL);
        try (XodusSessionStore store = store(); SessionLog log = store.create(ID, "file:///work")) {
            assertRefused(Reason.FULL, () -> log.startSegment(Head.NONE, Script.start(), said("no")));
            assertThat(log.head()).isEqualTo(Head.NONE);
            assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions()).isEmpty();
            disk.heal();
            log.startSegment(Head.NONE, Script.start(), said("first"));
        }
        assertThat(texts()).containsExactly("first");
    }

    @Test
    @SuppressWarnings("try") // the session is closed early, to see what its end leaves
    void aSessionThatCouldNotBeginLeavesNothing() throws IOException {
        disk.failWith("Read-only file system");
        try (XodusSessionStore store = store()) {
            try (SessionLog log = store.create(ID, "file:///work")) {
                assertRefused(Reason.READ_ONLY, () -> log.startSegment(Head.NONE, Script.start(), said("no")));
            }
            assertThatThrownBy(() -> store.open(ID)).isInstanceOf(SessionNotFoundException.class);
        }
        try (var left = Files.list(folder.resolve("sessions"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void closingOnAFullDiskSaysSoAndKeepsWhatIsWritten() {
        XodusSessionStore store = store();
        SessionLog log = begun(store, ID);
        disk.failWith(FaultyDisk.FULL);
        log.append(log.head(), said("lost"), Durability.SOON);
        assertRefused(Reason.FULL, log::close);
        disk.heal();
        store.close();
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void aDiskThatDoesNotAnswerStopsOneSessionOnly() {
        try (XodusSessionStore store = new XodusSessionStore(folder, Clock.systemUTC(), disk,
                Duration.ofMillis(800))) {
            SessionLog log = begun(store, ID);
            Head head = log.head();
            disk.hang(ID);
            for (Durability each : List.of(Durability.NOW, Durability.SOON, Durability.NOW)) {
                assertThatThrownBy(() -> log.append(head, said("no"), each))
                        .isInstanceOf(StoreFailedException.class).hasMessageContaining("has not answered");
            }
            assertThat(log.head()).isEqualTo(head);
            assertThat(log.state().history()).hasSize(1);
            begun(store, OTHER).close();
            disk.wake();
            appendOnceItWorks(log, head, "yes");
        }
        assertThat(texts()).containsExactly("first", "yes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void memoryAndDiskAgreeAfterAnyFaults(long seed) {
        Random random = new Random(seed);
        List<String> accepted = new ArrayList<>(List.of("first"));
        int refused = 0;
        try (XodusSessionStore store = store(); SessionLog log = begun(store, ID)) {
            Random faults = new Random(seed + 1000);
            for (int i = 0; i < 120; i++) {
                if (random.nextInt(4) == 0) {
                    disk.failWith(random.nextBoolean() ? FaultyDisk.FULL : "Input/output error",
                            () -> faults.nextInt(3) == 0);
                } else if (random.nextInt(3) == 0) {
                    disk.heal();
                }
                try {
                    log.append(log.head(), said("e" + i), random.nextBoolean() ? Durability.NOW : Durability.SOON);
                    accepted.add("e" + i);
                } catch (StoreFailedException failed) {
                    refused++;
                }
                assertThat(log.head().count()).isEqualTo(accepted.size() + 1);
            }
            disk.heal();
            log.flush();
            assertThat(store.verify(ID)).isEqualTo(new Verification(accepted.size() + 1, 1, true, null, null));
        }
        assertThat(refused).isPositive();
        assertThat(texts()).isEqualTo(accepted);
    }

    @Test
    void aLackOfMemoryInTheWriterIsReportedAndLosesNothing() {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
        try (XodusSessionStore store = store(); SessionLog log = begun(store, ID)) {
            disk.lackMemory();
            log.append(log.head(), said("accepted"), Durability.SOON);
            assertRefused(Reason.OTHER, log::flush);
            assertThat(reported).isNotEmpty().allMatch(OutOfMemoryError.class::isInstance);
            disk.heal();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(texts()).containsExactly("first", "accepted");
    }

    @Test
    void aLackOfMemoryAfterAnAppendWasTakenLeavesStateAndDiskAgreed() {
        SessionFolder session = new SessionFolder(folder.resolve("sessions").resolve(OTHER));
        try (PrivateThreads threads = new PrivateThreads(Duration.ofSeconds(30))) {
            LiveSession live = new LiveSession(OTHER, session,
                    new Services(Clock.systemUTC(), disk, threads, summary -> {
                        throw new OutOfMemoryError("Java heap space");
                    }), active -> new Restored("file:///work", 0, 0, null, 0L, List.of()));
            live.start();
            assertThatThrownBy(() -> live.startSegment(Head.NONE, Script.start(), said("first")))
                    .isInstanceOf(OutOfMemoryError.class);
            Head head = live.head();
            live.close();
            try (SessionReader reader = new SessionReader(OTHER, session, new PrivateThreads.Progress())) {
                assertThat(reader.point(null).origin().entry()).isEqualTo(head.entry()).isEqualTo("1.2");
            }
        }
    }

    @Test
    void aLackOfMemoryWhileASessionIsReadIsNotCalledDamage() {
        try (XodusSessionStore store = store(); SessionLog log = begun(store, ID)) {
            log.append(log.head(), Script.atLeast(600, 1), Durability.NOW);
            assertThatThrownBy(() -> store.verify(ID, (entries, of) -> {
                throw new OutOfMemoryError("Java heap space");
            })).isInstanceOf(OutOfMemoryError.class);
            assertThat(store.verify(ID).intact()).isTrue();
        }
    }

    private static void appendOnceItWorks(SessionLog log, Head head, String text) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (log.head().equals(head) && System.nanoTime() < end) {
            try {
                log.append(head, said(text), Durability.NOW);
            } catch (StoreFailedException stuck) {
                Thread.onSpinWait();
            }
        }
    }

    private XodusSessionStore store() {
        return new XodusSessionStore(folder, Clock.systemUTC(), disk, Duration.ofSeconds(30));
    }

    private static SessionLog begun(XodusSessionStore store, String session) {
        SessionLog log = store.create(session, "file:///work");
        log.startSegment(Head.NONE, Script.start(), said("first"));
        return log;
    }

    private List<String> texts() {
        try (XodusSessionStore store = new XodusSessionStore(folder, Clock.systemUTC());
                SessionLog log = store.open(ID)) {
            assertThat(log.state().history()).hasSize((int) log.head().count() - 1);
            return store.read(ID, null, "1.1", 1000).entries().stream().map(FaultTest::text).toList();
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable append) {
        assertThatThrownBy(append).isInstanceOfSatisfying(StoreFailedException.class,
                failed -> assertThat(failed.reason()).as(failed.getMessage()).isEqualTo(reason));
    }

    private static List<Entry> said(String text) {
        return List.of(new Entry.AssistantItem(Item.Message.text("i-" + text, Role.ASSISTANT, text)));
    }

    private static String text(StoredEntry entry) {
        return ((Item.Message) ((Entry.AssistantItem) entry.payload()).item()).text();
    }
}
