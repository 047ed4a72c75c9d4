package dev.podd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.SessionStore.Verification;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of sessions does, on whatever it keeps them. */
public abstract class SessionStoreContract extends StoreContract {
    protected static final String ID = "019aa000-0000-7000-8000-000000000001";
    private static final String OTHER = "019aa000-0000-7000-8000-000000000002";
    private static final String FOLDER = "file:///work";

    /** A millisecond passes between any two looks at it. */
    protected final Clock clock = new TickingClock();

    @Test
    void aSessionThatNeverRanIsNowhere() {
        SessionLog log = store.create(ID, FOLDER);
        assertThat(log.session()).isEqualTo(ID);
        assertThat(log.head()).isEqualTo(Head.NONE);
        assertThat(log.state().history()).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(store.read(ID, null, null, 10)).isEqualTo(new EntryPage(List.of(), false));
        assertThat(store.verify(ID)).isEqualTo(new Verification(0, 0, true, null, null));
        assertThatThrownBy(() -> store.open(ID)).isInstanceOf(SessionNotFoundException.class);
        log.close();
        assertThatThrownBy(() -> store.read(ID, null, null, 10)).isInstanceOf(SessionNotFoundException.class);
    }

    @Test
    void aSessionThatNobodyMadeIsNotFound() {
        for (String unknown : List.of(ID, "", "..", "../sessions", "a/b", "x".repeat(300))) {
            assertThatThrownBy(() -> store.open(unknown)).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.read(unknown, null, null, 1)).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.verify(unknown)).isInstanceOf(SessionNotFoundException.class);
        }
    }

    @Test
    void noTwoSessionsHaveOneName() {
        store.create(ID, FOLDER);
        assertThatThrownBy(() -> store.create(ID, FOLDER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSessionBeginsWithASegment() {
        SessionLog log = store.create(ID, FOLDER);
        assertThatThrownBy(() -> log.append(Head.NONE, List.of(said("hello")), Durability.NOW))
                .isInstanceOf(IllegalStateException.class);
        Head first = log.startSegment(Head.NONE, Script.start(), List.of(said("hello"))).head();
        assertThat(first).isEqualTo(log.head()).isEqualTo(new Head("1", 2, first.hash()));
        assertThat(first.entry()).isEqualTo("1.2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatWasAppendedComesBack(long seed) {
        List<Entry> script = Script.atLeast(40, seed);
        SessionLog log = store.create(ID, FOLDER);
        Random random = new Random(seed);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of()).head();
        for (int at = 0; at < script.size();) {
            int end = Math.min(script.size(), at + 1 + random.nextInt(4));
            head = log.append(head, script.subList(at, end),
                    random.nextInt(3) == 0 ? Durability.NOW : Durability.SOON).head();
            at = end;
        }
        SessionState before = log.state();
        restart();
        SessionLog again = store.open(ID);
        assertThat(again.head()).isEqualTo(head);
        assertThat(again.state()).isEqualTo(before);
        assertThat(again.warnings()).isEmpty();
        assertThat(entries()).extracting(StoredEntry::payload).startsWith(Script.start())
                .last().isEqualTo(script.getLast());
        assertThat(store.verify(ID)).isEqualTo(new Verification(script.size() + 1, 1, true, null, null));
    }

    @Test
    void theChainIsThatOfTheStoredText() {
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), List.of(said("one"), said("two \ud800 😀")));
        HashChain chain = new HashChain("");
        for (StoredEntry entry : entries()) {
            assertThat(entry.hash()).isEqualTo(chain.append(entry.json().getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(entries()).extracting(StoredEntry::kind).containsExactly("segment_start", "assistant_item",
                "assistant_item");
    }

    @Test
    void whoeverKnowsAnOldHeadWritesNothing() {
        SessionLog mine = store.create(ID, FOLDER);
        Head old = mine.startSegment(Head.NONE, Script.start(), List.of()).head();
        SessionLog theirs = store.open(ID);
        Head newer = theirs.append(theirs.head(), List.of(said("theirs")), Durability.SOON).head();
        assertThat(mine.head()).isEqualTo(newer);
        for (Durability each : Durability.values()) {
            assertThatThrownBy(() -> mine.append(old, List.of(said("mine")), each))
                    .isInstanceOf(HeadMovedException.class);
        }
        assertThatThrownBy(() -> mine.startSegment(old, Script.start(), List.of()))
                .isInstanceOf(HeadMovedException.class);
        assertThat(entries()).hasSize(2);
        assertThat(mine.state()).isEqualTo(theirs.state());
    }

    @Test
    void twoWritersInterleaveWithoutLosingAnything() throws Exception {
        Head first = store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), List.of()).head();
        List<Future<Integer>> moved = together(List.of(() -> appendAll("a", 60), () -> appendAll("b", 60),
                () -> appendAll("c", 60)));
        assertThat(moved).allSatisfy(count -> assertThat(count.get()).isEqualTo(60));
        restart();
        assertThat(store.verify(ID)).isEqualTo(new Verification(181, 1, true, null, null));
        List<String> texts = entries().stream().skip(first.count()).map(SessionStoreContract::textOf).toList();
        for (String writer : List.of("a", "b", "c")) {
            assertThat(texts.stream().filter(text -> text.startsWith(writer))).hasSize(60)
                    .isSortedAccordingTo((one, other) -> number(one) - number(other));
        }
    }

    @Test
    void anInterruptIsKeptAndReachesNoAppend() throws Exception {
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), List.of());
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicLong kept = new AtomicLong();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 300; i++) {
                while (i == 150 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                log.append(log.head(), List.of(said("a" + i)), i % 3 == 0 ? Durability.NOW : Durability.SOON);
                log.putBlob(("blob " + i).getBytes(StandardCharsets.UTF_8));
                kept.addAndGet(Thread.interrupted() ? 1 : 0);
            }
            isDone.set(true);
        });
        Random random = new Random(7);
        while (writer.isAlive()) {
            writer.interrupt();
            for (int spin = random.nextInt(2000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
        assertThat(isDone).isTrue();
        assertThat(kept.get()).isPositive();
        Thread.currentThread().interrupt();
        log.flush();
        assertThat(store.open(ID).state()).isEqualTo(log.state());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.read(ID, null, null, 500).entries()).hasSize(301);
        restart();
        assertThat(store.verify(ID)).isEqualTo(new Verification(301, 1, true, null, null));
    }

    @Test
    void inANextSegmentWaitsWhatWaitedInTheOneBefore() {
        Item.Message waits = Item.Message.text("q1", Role.USER, "And then?");
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of(new Entry.InputQueued(waits))).head();
        log.startSegment(head, Script.start(), List.of(asked("Why is it slow?")));
        assertThat(log.state().queued()).containsExactly(waits);
        restart();
        assertThat(store.open(ID).state().queued()).containsExactly(waits);
        assertThat(entries()).extracting(StoredEntry::kind).containsExactly("segment_start", "input_queued",
                "segment_start", "input_queued", "user_input");
    }

    @Test
    void aNextSegmentKnowsWhatWasSpentAndTheTitle() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of(asked("Why is it slow?"),
                new Entry.RequestUsage(new UsageRecord(1, new Usage(100, 0, 0, 10))))).head();
        Entry.SegmentStart next = new Entry.SegmentStart("prompt", false, RequestSettings.DEFAULT, List.of(),
                List.of(), 1, Marks.NONE, null).compactedFrom(new Origin(ID, "1", head.entry()));
        Head second = log.startSegment(head, next,
                List.of(new Entry.RequestUsage(new UsageRecord(1, new Usage(1, 0, 0, 1))))).head();
        assertThat(second.entry()).isEqualTo("2.2");
        restart();
        SessionState state = store.open(ID).state();
        assertThat(state.title()).isEqualTo("Why is it slow?");
        assertThat(state.total()).isEqualTo(new Usage(101, 0, 0, 11));
        assertThat(state.history()).isEmpty();
        assertThat(state.systemPrompt()).isEqualTo("prompt");
        assertThat(entries()).extracting(StoredEntry::entry).containsExactly("1.1", "1.2", "1.3", "2.1", "2.2");
        assertThat(store.verify(ID)).isEqualTo(new Verification(5, 2, true, null, null));
    }

    @Test
    void entriesAreReadPageByPage() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), said(5)).head();
        log.startSegment(head, Script.start(), said(3));
        log.append(log.head(), said(2), Durability.SOON);
        List<StoredEntry> all = entries();
        assertThat(all).extracting(StoredEntry::entry).containsExactly("1.1", "1.2", "1.3", "1.4", "1.5", "1.6",
                "2.1", "2.2", "2.3", "2.4", "2.5", "2.6");
        assertThat(store.read(ID, null, null, 4)).isEqualTo(new EntryPage(all.subList(0, 4), true));
        assertThat(store.read(ID, null, "1.4", 4)).isEqualTo(new EntryPage(all.subList(4, 8), true));
        assertThat(store.read(ID, null, "1.6", 6)).isEqualTo(new EntryPage(all.subList(6, 12), false));
        assertThat(store.read(ID, null, "2.6", 6)).isEqualTo(new EntryPage(List.of(), false));
        assertThat(store.read(ID, "1", null, 6)).isEqualTo(new EntryPage(all.subList(0, 6), false));
        assertThat(store.read(ID, "1", "1.5", 5)).isEqualTo(new EntryPage(all.subList(5, 6), false));
        assertThat(store.read(ID, "2", null, 2)).isEqualTo(new EntryPage(all.subList(6, 8), true));
    }

    @Test
    void noPageFollowsAnEntryThatIsNotThere() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), said(2));
        for (String unknown : List.of("1.4", "1.0", "2.1", "0.1", "1", "", ".", "x.1", "1.x", "1.-1", "01.1")) {
            assertThatThrownBy(() -> store.read(ID, null, unknown, 5)).as(unknown)
                    .isInstanceOf(EntryNotFoundException.class);
        }
        for (String segment : List.of("2", "0", "", "x", "-1", "99999999999")) {
            assertThatThrownBy(() -> store.read(ID, segment, null, 5)).as(segment)
                    .isInstanceOf(EntryNotFoundException.class);
        }
        assertThatThrownBy(() -> store.read(ID, "2", "1.1", 5)).isInstanceOf(EntryNotFoundException.class);
    }

    @Test
    void sessionsAreListedNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String id = "019aa000-0000-7000-8000-00000000001" + i;
            ids.addFirst(id);
            store.create(id, i % 2 == 0 ? FOLDER : "file:///other").startSegment(Head.NONE, Script.start(),
                    List.of(asked("Question " + i)));
        }
        assertListed(ids);
        restart();
        assertListed(ids);
        SessionLog oldest = store.open(ids.getLast());
        oldest.append(oldest.head(), List.of(said("more")), Durability.NOW);
        assertThat(all()).first().extracting(SessionSummary::session).isEqualTo(ids.getLast());
    }

    private void assertListed(List<String> ids) {
        assertThat(all()).extracting(SessionSummary::session).containsExactlyElementsOf(ids);
        assertThat(store.list(new SessionQuery("file:///other", null, 10, null)).sessions())
                .extracting(SessionSummary::session).containsExactly(ids.get(1), ids.get(3), ids.get(5));
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            SessionPage page = store.list(new SessionQuery(null, null, 3, cursor));
            page.sessions().forEach(each -> paged.add(each.session()));
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(paged).isEqualTo(ids);
    }

    @Test
    void aListSaysWhatASessionIs() {
        Origin origin = new Origin(OTHER, "1", "1.5");
        long before = clock.millis();
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, new Entry.SegmentStart(null, false, RequestSettings.DEFAULT, List.of(), List.of(),
                4, Marks.NONE, null).forkedFrom(origin), List.of(asked("Why\nis it slow?")));
        log.append(log.head(), List.of(new Entry.TurnEnded(TurnOutcome.FINISHED, false, 5, null)),
                Durability.NOW);
        SessionSummary summary = all().getFirst();
        assertThat(summary).isEqualTo(new SessionSummary(ID, "Why is it slow?", FOLDER, summary.createdAt(),
                summary.updatedAt(), 5, origin, 0, 0L));
        assertThat(summary.createdAt()).isGreaterThan(before).isLessThan(summary.updatedAt());
        assertThat(summary.updatedAt()).isLessThan(clock.millis());
        restart();
        assertThat(all()).containsExactly(summary);
        SessionLog again = store.open(ID);
        again.append(again.head(), List.of(new Entry.Title("Slow start")), Durability.SOON);
        assertThat(all().getFirst().title()).isEqualTo("Slow start");
    }

    @Test
    void sessionsAreFoundByAPhraseInAnyCase() {
        SessionLog one = store.create(ID, FOLDER);
        one.startSegment(Head.NONE, Script.start(),
                List.of(asked("Why is the \"Parser\"\nslow?"), said("Because of ÄRGER in it.")));
        SessionLog other = store.create(OTHER, FOLDER);
        other.startSegment(Head.NONE, Script.start(), List.of(asked("What is new?"),
                new Entry.AssistantItem(new Item.ToolCall("i2", "c1", "read", "{\"path\":\"parser.txt\"}")),
                new Entry.ToolResult(new Item.ToolResult("i3", "c1", ToolOutcome.OK, "read parser.txt", "body text"),
                        false)));
        assertThat(found("parser")).containsExactly(OTHER, ID);
        assertThat(found("the \"PARSER\"\nslow")).containsExactly(ID);
        assertThat(found("ärger IN")).containsExactly(ID);
        assertThat(found("body TEXT")).containsExactly(OTHER);
        assertThat(found("assistant_item")).isEmpty();
        assertThat(store.list(new SessionQuery("file:///elsewhere", "parser", 10, null)).sessions()).isEmpty();
    }

    @Test
    void aCursorFromElsewhereIsRefused() {
        for (String cursor : List.of("", "x", "!!", "MTIz")) {
            assertThatThrownBy(() -> store.list(new SessionQuery(null, null, 1, cursor)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new SessionQuery(null, null, 0, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blobsComeBackAsTheyWere() {
        byte[] large = new byte[3_000_001];
        new Random(3).nextBytes(large);
        SessionLog log = store.create(ID, FOLDER);
        String early = log.putBlob("early".getBytes(StandardCharsets.UTF_8));
        log.startSegment(Head.NONE, Script.start(), List.of());
        String hash = log.putBlob(large);
        String empty = log.putBlob(new byte[0]);
        assertThat(log.putBlob(large.clone())).isEqualTo(hash);
        log.append(log.head(), List.of(new Entry.FileChange("c1", "/w/a", empty, hash)), Durability.NOW);
        assertThat(log.blob(hash)).isEqualTo(large);
        restart();
        SessionLog again = store.open(ID);
        assertThat(again.blob(hash)).isEqualTo(large);
        assertThat(again.blob(empty)).isEmpty();
        assertThat(again.blob(early)).isEqualTo("early".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> again.blob("00".repeat(32))).isInstanceOf(StoreFailedException.class);
        assertThat(store.verify(ID).intact()).isTrue();
    }

    @Test
    void aBlobOfManyPiecesComesBackAsItWas() {
        byte[] large = new byte[9_000_001];
        new Random(4).nextBytes(large);
        SessionLog log = store.create(ID, FOLDER);
        String hash = log.putBlob(large);
        log.startSegment(Head.NONE, Script.start(), List.of(new Entry.FileChange("c1", "/w/a", null, hash)));
        restart();
        assertThat(store.blob(ID, hash)).isEqualTo(large);
        assertThat(store.verify(ID).intact()).isTrue();
    }

    @Test
    void largeEntriesComeBackAsTheyWere() {
        SessionLog log = store.create(ID, FOLDER);
        List<Entry> large = List.of(said("x".repeat(900_000)), said("ä".repeat(2_000_000)), said("y".repeat(1 << 20)),
                asked("z".repeat(5_000_000)));
        log.startSegment(Head.NONE, Script.start(), large);
        SessionState state = log.state();
        restart();
        assertThat(store.open(ID).state()).isEqualTo(state);
        assertThat(Entries.of(store, ID)).extracting(StoredEntry::payload).endsWith(large.toArray(new Entry[0]));
        assertThat(store.read(ID, null, null, 1_000).entries()).isNotEmpty();
        assertThat(found("zzzz")).containsExactly(ID);
    }

    @Test
    void aForkGoesOnFromAnyEntryAndNeverTouchesItsSource() {
        List<Entry> script = Script.atLeast(60, 5);
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), script);
        List<StoredEntry> before = entries();
        for (int i = 0; i < before.size(); i += 7) {
            String at = before.get(i).entry();
            SessionState then = SessionState.NONE;
            for (StoredEntry entry : before.subList(0, i + 1)) {
                then = then.plus(entry.payload());
            }
            String fork = OTHER + i;
            store.fork(ID, at, fork);
            try (SessionLog forked = store.open(fork)) {
                SessionState state = forked.state();
                assertThat(state.openCalls()).as(at).isEmpty();
                assertThat(state.history()).containsAll(then.history())
                        .hasSize(then.history().size() + then.openCalls().size());
                assertThat(state.usage()).isEqualTo(then.usage());
                assertThat(state.total()).isEqualTo(then.total());
                assertThat(state.turns()).isEqualTo(then.turns());
                assertThat(state.title()).isEqualTo(then.title());
                assertThat(state.marks()).isEqualTo(then.marks());
                assertThat(state.systemPrompt()).isEqualTo(then.systemPrompt());
                assertThat(state.turnOpen()).isFalse();
                assertThat(state.outcome()).isEqualTo(then.turnOpen() ? TurnOutcome.CANCELLED : then.outcome());
            }
            assertThat(store.verify(fork).intact()).isTrue();
            assertThat(store.read(fork, null, null, 1).entries().getFirst().payload())
                    .isInstanceOfSatisfying(Entry.SegmentStart.class,
                            start -> assertThat(start.forkedFrom()).isEqualTo(new Origin(ID, "1", at)));
        }
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void aForkOfTheHeadIsTheWholeConversationAndOutlivesItsSource() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of(asked("Why?"), said("x".repeat(2_000_000))))
                .head();
        store.fork(ID, null, OTHER);
        assertThat(all()).first().satisfies(summary -> {
            assertThat(summary.session()).isEqualTo(OTHER);
            assertThat(summary.title()).isEqualTo("Why?");
            assertThat(summary.workspace()).isEqualTo(FOLDER);
            assertThat(summary.forkedFrom()).isEqualTo(new Origin(ID, "1", head.entry()));
        });
        List<Item> history = log.state().history();
        log.close();
        restart();
        store.delete(ID);
        assertThat(store.open(OTHER).state().history()).isEqualTo(history);
    }

    @Test
    void aForkInsideAnOldSegmentKnowsWhatThatSegmentSaid() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of(asked("one"), said("two"), said("three")))
                .head();
        log.startSegment(head, new Entry.SegmentStart("prompt", false, RequestSettings.DEFAULT,
                List.of(Item.Message.text("s", Role.SYSTEM, "summary")), List.of(), 1, Marks.NONE,
                TurnOutcome.FINISHED).compactedFrom(new Origin(ID, "1", head.entry())), List.of(asked("four")));
        store.fork(ID, "1.3", OTHER);
        store.fork(ID, "2.2", OTHER + "b");
        assertThat(texts(OTHER)).containsExactly("one", "two");
        assertThat(texts(OTHER + "b")).containsExactly("summary", "four");
        assertThat(found("THREE")).containsExactly(ID);
        assertThat(found("two")).containsExactly(OTHER, ID);
    }

    @Test
    void callsOpenAtAForkAreAnsweredUnlessTheyArePaused() {
        Entry call = new Entry.AssistantItem(new Item.ToolCall("i1", "c1", "shell", "{}"));
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), List.of(asked("do it"), call,
                new Entry.TurnEnded(TurnOutcome.PAUSED, true, 1, null), new Entry.Pruned(List.of("c0")),
                new Entry.InputQueued(Item.Message.text("q1", Role.USER, "wait for me"))));
        store.fork(ID, "1.3", OTHER);
        try (SessionLog fork = store.open(OTHER)) {
            assertThat(fork.state().openCalls()).isEmpty();
            assertThat(fork.state().history().getLast()).isInstanceOfSatisfying(Item.ToolResult.class,
                    result -> assertThat(result.outcome()).isEqualTo(ToolOutcome.CANCELLED));
        }
        store.fork(ID, null, OTHER + "p");
        try (SessionLog fork = store.open(OTHER + "p")) {
            assertThat(fork.state().openCalls()).hasSize(1);
            assertThat(fork.state().outcome()).isEqualTo(TurnOutcome.PAUSED);
            assertThat(fork.state().marks().pruned()).containsOnlyKeys("c0");
            assertThat(fork.state().queued()).extracting(Item.Message::id).containsExactly("q1");
        }
    }

    @Test
    void noForkGoesOnFromWhatIsNotThere() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), said(2));
        for (String unknown : List.of("1.4", "2.1", "", "x")) {
            assertThatThrownBy(() -> store.fork(ID, unknown, OTHER)).isInstanceOf(EntryNotFoundException.class);
        }
        assertThatThrownBy(() -> store.fork(OTHER, null, OTHER + "x")).isInstanceOf(SessionNotFoundException.class);
        assertThat(all()).hasSize(1);
        store.fork(ID, "1.2", OTHER);
        assertThat(store.open(OTHER).head().count()).isPositive();
    }

    @Test
    void anExportThatIsImportedIsTheSameSessionByteForByte() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), Script.atLeast(30, 3)).head();
        String before = log.putBlob("old".getBytes(StandardCharsets.UTF_8));
        String after = log.putBlob(new byte[0]);
        log.startSegment(head, Script.start(), List.of(asked("What is it?"), said("x".repeat(2_000_000)),
                new Entry.FileChange("c1", "/w/a", before, after), new Entry.FileChange("c1", "/w/a", after, null)));
        String text = exported(ID);
        SessionState state = log.state();
        restart();
        store.add(OTHER, imported(text));
        for (int i = 0; i < 2; i++) {
            assertThat(store.read(OTHER, null, null, 1000)).isEqualTo(store.read(ID, null, null, 1000));
            assertThat(store.verify(OTHER)).isEqualTo(store.verify(ID));
            assertThat(store.summary(OTHER)).usingRecursiveComparison().ignoringFields("session")
                    .isEqualTo(store.summary(ID));
            assertThat(store.blob(OTHER, before)).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
            try (SessionLog again = store.open(OTHER)) {
                assertThat(again.state()).isEqualTo(state);
            }
            restart();
        }
        assertThat(exported(OTHER)).isEqualTo(text);
        SessionLog imported = store.open(OTHER);
        imported.append(imported.head(), List.of(said("more")), Durability.NOW);
        assertThat(store.verify(OTHER).intact()).isTrue();
    }

    @Test
    void anImportThatIsBrokenLeavesNothing() {
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(),
                List.of(asked("one"), said("two"), new Entry.FileChange("c1", "/w/a",
                        log.putBlob(new byte[] {7}), null)));
        List<String> lines = exported(ID).lines().toList();
        assertThat(lines).hasSize(6);
        assertRefused("1.1", List.of());
        assertRefused("1.1", lines.subList(1, 6));
        for (int cut = 1; cut < 6; cut++) {
            assertRefused("1." + Math.min(5, cut > 3 ? cut : cut + 1), lines.subList(0, cut));
        }
        for (int twice = 0; twice < 6; twice++) {
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(twice, lines.get(twice));
            assertThatThrownBy(() -> store.add(OTHER, imported(String.join("\n", doubled)))).as("line " + twice)
                    .isInstanceOf(SessionCorruptException.class);
        }
        assertRefused("1.2", List.of(lines.get(0), lines.get(2)));
        assertRefused("1.3", List.of(lines.get(0), lines.get(1), lines.get(2).replace("two", "twö")));
        assertRefused("1.3", List.of(lines.get(0), lines.get(1), "no JSON"));
        assertRefused("1.4", List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(4)));
        assertRefused("1.4", List.of(lines.get(0), lines.get(1), lines.get(2),
                lines.get(3).replace("\"Bw==\"", "\"Bg==\""), lines.get(4)));
        assertThat(all()).hasSize(1);
    }

    private void assertRefused(String entry, List<String> lines) {
        assertThatThrownBy(() -> store.add(OTHER, imported(String.join("\n", lines))))
                .isInstanceOfSatisfying(SessionCorruptException.class, refusal -> {
                    assertThat(refusal.entry()).isEqualTo(entry);
                    assertThat(refusal).hasMessageStartingWith("the import is damaged at entry " + entry + ": ");
                });
    }

    @Test
    void anImportIsReadLineByLineAndACancelLeavesNothing() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), Script.atLeast(5000, 3));
        String text = exported(ID);
        AtomicLong read = new AtomicLong();
        Reader lines = new FilterReader(new StringReader(text)) {
            @Override
            public int read(char[] buffer, int from, int length) throws IOException {
                int found = super.read(buffer, from, Math.min(length, 100));
                if (read.addAndGet(found) > 10_000) {
                    Thread.currentThread().interrupt();
                }
                return found;
            }
        };
        assertThatThrownBy(() -> store.add(OTHER, new ImportedSession(lines, FOLDER)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read.get()).isLessThan(text.length());
        assertThat(all()).hasSize(1);
        store.add(OTHER, imported(text));
        assertThat(exported(OTHER)).isEqualTo(text);
    }

    @Test
    void anImportOfAVeryLongTextIsTheSame() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), List.of(asked("\u4e00".repeat(9 << 20))));
        String text = exported(ID);
        assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isGreaterThan(24 << 20);
        store.add(OTHER, imported(text));
        assertThat(store.read(OTHER, null, null, 1000)).isEqualTo(store.read(ID, null, null, 1000));
        assertThat(store.verify(OTHER).intact()).isTrue();
    }

    @Test
    void aLineThatNoExportHasIsRefusedBeforeItIsInMemory() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), List.of(asked("x".repeat(2_000_000))));
        assertThatThrownBy(() -> store.add(OTHER, endless("{\"data\":\"")))
                .isInstanceOf(SessionCorruptException.class).hasMessageContaining("its line has more than 25165824");
        List<String> lines = exported(ID).lines().toList();
        String content = lines.get(1);
        assertThatThrownBy(() -> store.add(OTHER, endless(lines.getFirst() + "\n" + content.substring(0, 1000))))
                .isInstanceOf(SessionCorruptException.class).hasMessageContaining("more than 100663296 bytes");
        for (String unfit : List.of(content.substring(0, 1000), content.substring(0, content.length() - 1),
                content + "x", content.replace("eHh4", "eH-4"))) {
            assertRefused("1.2", List.of(lines.getFirst(), unfit, lines.get(2)));
        }
        assertThat(all()).hasSize(1);
    }

    /** A line that never ends. */
    private static ImportedSession endless(String beginning) {
        return new ImportedSession(new FilterReader(new StringReader(beginning)) {
            @Override
            public int read(char[] buffer, int from, int length) throws IOException {
                int found = super.read(buffer, from, length);
                Arrays.fill(buffer, from, from + (found < 0 ? length : 0), 'A');
                return found < 0 ? length : found;
            }
        }, FOLDER);
    }

    private static ImportedSession imported(String text) {
        return new ImportedSession(new StringReader(text), "file:///elsewhere");
    }

    private String exported(String session) {
        StringBuilder text = new StringBuilder();
        SessionLines.of(store, session, line -> text.append(line).append('\n'));
        return text.toString();
    }

    @Test
    void aVerificationSaysHowFarItIs() {
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), said(2000));
        List<Long> told = new ArrayList<>();
        store.verify(ID, (entries, of) -> {
            assertThat(of).isEqualTo(2001);
            told.add(entries);
        });
        assertThat(told).isSorted().hasSizeGreaterThan(2);
    }

    @Test
    void anArchivedSessionIsInAListOfItsOwn() {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), said(1));
        store.create(OTHER, FOLDER).startSegment(Head.NONE, Script.start(), said(1));
        List<StoredEntry> before = entries();
        store.archive(ID, true);
        store.archive(ID, true);
        for (int i = 0; i < 2; i++) {
            assertThat(all()).extracting(SessionSummary::session).containsExactly(OTHER);
            assertThat(store.list(new SessionQuery(null, null, 10, null, true)).sessions())
                    .extracting(SessionSummary::session).containsExactly(ID);
            restart();
        }
        assertThat(entries()).isEqualTo(before);
        store.archive(ID, false);
        assertThat(all()).hasSize(2);
        assertThatThrownBy(() -> store.archive("nobody", true)).isInstanceOf(SessionNotFoundException.class);
    }

    @Test
    void aDeletedSessionIsGone() {
        SessionLog log = store.create(ID, FOLDER);
        log.startSegment(Head.NONE, Script.start(), said(3));
        assertThatThrownBy(() -> store.delete(ID)).isInstanceOf(SessionInUseException.class);
        assertThat(all()).hasSize(1);
        log.close();
        store.delete(ID);
        for (int i = 0; i < 2; i++) {
            assertThat(all()).isEmpty();
            assertThatThrownBy(() -> store.open(ID)).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.read(ID, null, null, 1)).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.delete(ID)).isInstanceOf(SessionNotFoundException.class);
            restart();
        }
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), said(1));
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aSearchReadsNoSessionThatItsPageHasNoRoomFor() {
        for (String id : List.of(ID, OTHER)) {
            store.create(id, FOLDER).startSegment(Head.NONE, Script.start(), List.of(asked("wanted")));
        }
        SessionPage first = store.list(new SessionQuery(null, "wanted", 1, null));
        assertThat(first.sessions()).extracting(SessionSummary::session).containsExactly(OTHER);
        SessionPage second = store.list(new SessionQuery(null, "wanted", 1, first.cursor()));
        assertThat(second.sessions()).extracting(SessionSummary::session).containsExactly(ID);
        assertThat(second.cursor()).isNull();
    }

    private List<String> texts(String session) {
        try (SessionLog log = store.open(session)) {
            return log.state().history().stream().map(item -> ((Item.Message) item).text()).toList();
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        SessionLog log = store.create(ID, FOLDER);
        Head head = log.startSegment(Head.NONE, Script.start(), List.of()).head();
        SessionLog other = store.open(ID);
        log.close();
        log.close();
        assertThatThrownBy(() -> log.append(head, said(1), Durability.SOON))
                .isInstanceOf(StoreFailedException.class).hasMessageContaining("closed");
        assertThatThrownBy(log::state).isInstanceOf(StoreFailedException.class);
        other.append(head, said(1), Durability.SOON);
        other.close();
        assertThat(store.open(ID).head().count()).isEqualTo(2);
    }

    @Test
    void aSessionIsOpenedAndClosedByManyAtOnce() throws Exception {
        store.create(ID, FOLDER).startSegment(Head.NONE, Script.start(), List.of());
        restart();
        List<Future<Integer>> done = together(List.of(() -> openOften("a"), () -> openOften("b")));
        assertThat(done).allSatisfy(count -> assertThat(count.get()).isEqualTo(20));
        assertThat(store.verify(ID)).isEqualTo(new Verification(41, 1, true, null, null));
    }

    private int openOften(String writer) {
        for (int i = 0; i < 20; i++) {
            try (SessionLog log = store.open(ID)) {
                append(log, writer + i, Durability.SOON);
            }
        }
        return 20;
    }

    private int appendAll(String writer, int count) {
        SessionLog log = store.open(ID);
        for (int i = 0; i < count; i++) {
            append(log, writer + i, i % 7 == 0 ? Durability.NOW : Durability.SOON);
        }
        return count;
    }

    private static void append(SessionLog log, String text, Durability durability) {
        while (true) {
            try {
                log.append(log.head(), List.of(said(text)), durability);
                return;
            } catch (HeadMovedException again) {
                Thread.onSpinWait();
            }
        }
    }

    private static <T> List<Future<T>> together(List<Callable<T>> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(work);
        }
    }

    private void restart() {
        store = reopened(store);
    }

    private List<SessionSummary> all() {
        return store.list(new SessionQuery(null, null, 100, null)).sessions();
    }

    private List<String> found(String phrase) {
        return store.list(new SessionQuery(null, phrase, 100, null)).sessions().stream().map(SessionSummary::session)
                .toList();
    }

    private List<StoredEntry> entries() {
        return store.read(ID, null, null, 10_000).entries();
    }

    private static List<Entry> said(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(said("text " + i));
        }
        return entries;
    }

    protected static Entry said(String text) {
        return new Entry.AssistantItem(Item.Message.text("i-" + text.hashCode(), Role.ASSISTANT, text));
    }

    protected static Entry asked(String text) {
        return new Entry.UserInput(Item.Message.text("i-" + text.hashCode(), Role.USER, text));
    }

    private static String textOf(StoredEntry entry) {
        return ((Item.Message) ((Entry.AssistantItem) entry.payload()).item()).text();
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(1));
    }
}
