package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.log.Entries;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLines;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.SessionQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt of the caller ends the reading of a session, wherever it is, and does no harm to the store. */
@ExtendWith(XodusHushed.class)
class StoppedReadingTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = new XodusSessionStore(folder, Clock.systemUTC());
        try (SessionLog log = store.create(ID, "file:///work")) {
            log.startSegment(Head.NONE, Script.start(), Script.atLeast(3000, 1));
        }
    }

    @AfterEach
    void close() {
        assertThat(store.verify(ID).intact()).isTrue();
        store.close();
    }

    @Test
    void aVerificationEndsAtTheNextEntry() {
        AtomicLong checked = new AtomicLong();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> store.verify(ID, (entries, of) -> {
            checked.set(entries);
            caller.interrupt();
            awaitHandled(caller);
        })).isInstanceOf(CancellationException.class);
        assertThat(checked).hasValue(500);
        assertThat(Thread.interrupted()).as("the interrupt stays set").isTrue();
    }

    @Test
    void aSearchEnds() {
        assertStopped(any -> store.list(new SessionQuery(null, "words that nobody said", 5, null)));
    }

    @Test
    void anExportEnds() {
        assertStopped(lines -> SessionLines.of(store, ID, lines));
    }

    @Test
    void aWalkOverAllEntriesEnds() {
        assertStopped(any -> Entries.each(store, ID, entry -> any.accept(entry.entry())));
    }

    @Test
    void whatIsReadForAnInterruptedCallerIsNotBegun() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.read(ID, null, null, 5000)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** With an interrupt before, and after the first piece that is handed out, if any is. */
    private static void assertStopped(Consumer<Consumer<String>> reading) {
        AtomicLong pieces = new AtomicLong();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> reading.accept(piece -> pieces.incrementAndGet()))
                .isInstanceOf(CancellationException.class);
        assertThat(pieces).hasValue(0);
        assertThat(Thread.interrupted()).isTrue();
        try {
            reading.accept(piece -> {
                pieces.incrementAndGet();
                Thread.currentThread().interrupt();
            });
        } catch (CancellationException stopped) {
            assertThat(pieces).hasValue(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** The wait of the caller takes the interrupt, and cancels the work before it waits again. */
    private static void awaitHandled(Thread caller) {
        while (caller.isInterrupted()) {
            Thread.onSpinWait();
        }
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
