package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.ActiveSegment;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.EntryCodec;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.StoredEntry;
import dev.podd.store.PrivateThreads.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A session of 50,000 entries: only what is asked for is read of it. */
@ExtendWith(XodusHushed.class)
class LongSessionTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";
    private static final int ENTRIES = 50_000;
    private static final int OLD = 49_000;

    @TempDir
    private Path folder;

    @Test
    void itListsOpensAndPagesWithoutBeingReadWhole() {
        try (XodusSessionStore store = store(); SessionLog log = store.create(ID, "file:///work")) {
            write(log);
        }
        assertThat(stepsTo(reader -> reader.restore(new ActiveSegment(new EntryCodec(reader.blobs())))))
                .as("opening reads the active segment").isBetween((long) ENTRIES - OLD, ENTRIES - OLD + 10L);
        assertThat(stepsTo(reader -> reader.page(null, "1.25000", 100))).isEqualTo(101);
        assertThat(stepsTo(reader -> reader.page(null, "2.1", 100))).isEqualTo(101);
        assertThat(stepsTo(reader -> reader.point("2.10"))).isEqualTo(10);
        try (XodusSessionStore store = store()) {
            assertThat(store.list(new SessionQuery(null, null, 10, null)).sessions()).hasSize(1);
            EntryPage page = store.read(ID, null, "1.48990", 20);
            assertThat(page.entries()).extracting(StoredEntry::entry).startsWith("1.48991").endsWith("2.10");
            assertThat(page.more()).isTrue();
            List<Long> told = new ArrayList<>();
            assertThat(store.verify(ID, (entries, of) -> told.add(of)))
                    .isEqualTo(new Verification(ENTRIES, 2, true, null, null));
            assertThat(told).hasSizeGreaterThan(50).containsOnly((long) ENTRIES);
        }
    }

    private long stepsTo(Function<SessionReader, ?> work) {
        Progress progress = new Progress();
        try (SessionReader reader = new SessionReader(ID, new SessionFolder(folder.resolve("sessions").resolve(ID)),
                progress)) {
            assertThat(work.apply(reader)).isNotNull();
        }
        return progress.steps();
    }

    private static void write(SessionLog log) {
        Head head = log.startSegment(Head.NONE, Script.start(), List.of()).head();
        head = said(log, head, OLD);
        head = log.startSegment(head, Script.start(), List.of()).head();
        said(log, head, ENTRIES - OLD);
    }

    private static Head said(SessionLog log, Head from, int until) {
        Head head = from;
        while (head.count() < until) {
            List<Entry> group = new ArrayList<>();
            for (long i = head.count(); i < Math.min(until, head.count() + 500); i++) {
                group.add(new Entry.AssistantItem(Item.Message.text("i" + i, Role.ASSISTANT, "text " + i)));
            }
            head = log.append(head, group, Durability.SOON).head();
        }
        return head;
    }

    private XodusSessionStore store() {
        return new XodusSessionStore(folder, Clock.systemUTC());
    }
}
