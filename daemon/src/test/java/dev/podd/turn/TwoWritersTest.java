package dev.podd.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.InMemorySessionStore;
import dev.podd.log.Origin;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two that write to one session, in every order of their steps: one goes on in it, the other in a fork of it. */
class TwoWritersTest {
    private static final int STEPS = 5;
    private static final String SESSION = "s-1";

    private final SessionStore store = new InMemorySessionStore(Clock.systemUTC());
    private int forks = 1;

    /** Each is a row of whose step comes next: A or B, {@link #STEPS} of each. */
    static Stream<String> orders() {
        List<String> orders = new ArrayList<>();
        add(orders, "", STEPS, STEPS);
        return orders.stream();
    }

    private static void add(List<String> orders, String before, int ofA, int ofB) {
        if (ofA == 0 && ofB == 0) {
            orders.add(before);
        }
        if (ofA > 0) {
            add(orders, before + "A", ofA - 1, ofB);
        }
        if (ofB > 0) {
            add(orders, before + "B", ofA, ofB - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theSecondForksAndNothingIsLost(String order) {
        Head common = begin();
        Writer a = new Writer("a");
        Writer b = new Writer("b");
        order.chars().forEach(each -> (each == 'A' ? a : b).step());
        Writer first = order.charAt(0) == 'A' ? a : b;
        Writer second = order.charAt(0) == 'A' ? b : a;

        assertThat(first.journal.session()).isEqualTo(SESSION);
        assertThat(first.told).isEmpty();
        assertThat(said(SESSION)).containsExactly("common", "first " + first.name, "done " + first.name);
        assertThat(second.journal.session()).isEqualTo("s-2");
        assertThat(second.told).containsExactly(new Event.SessionForked(SESSION, "s-2"));
        assertThat(said("s-2")).containsExactly("common", "first " + second.name, "done " + second.name);
        assertThat(start("s-2").forkedFrom()).isEqualTo(new Origin(SESSION, "1", common.entry()));
        assertThat(start("s-2").title()).isEqualTo("common");
        assertThat(forks).isEqualTo(2);
        for (Writer each : List.of(a, b)) {
            assertWhole(each);
            assertThat(kinds(each.journal.session())).containsSubsequence("user_input", "assistant_item",
                    "file_change", "tool_result", "assistant_item", "turn_outcome");
            assertThat(store.blob(each.journal.session(), each.changed())).isNotEmpty();
        }
    }

    /** The second opens the session when it takes its first step, so that the first may be in the middle of its turn. */
    @ParameterizedTest
    @MethodSource("orders")
    void whoeverOpensItInTheMiddleOfATurnTakesNothingFromIt(String order) {
        begin();
        Map<Integer, Writer> writers = new LinkedHashMap<>();
        order.chars().forEach(each -> writers.computeIfAbsent(each, name -> new Writer(Character.toString(name)))
                .step());
        boolean isOneAfterTheOther = order.lastIndexOf(order.charAt(0)) == STEPS - 1;
        assertThat(forks).isEqualTo(isOneAfterTheOther ? 1 : 2);
        for (Writer writer : writers.values()) {
            assertThat(said(writer.journal.session())).startsWith("common")
                    .containsSubsequence("first " + writer.name, "done " + writer.name);
            if (!isOneAfterTheOther || writer.name.charAt(0) != order.charAt(0)) {
                assertWhole(writer);
            }
        }
        assertThat(writers.values().stream().flatMap(writer -> writer.told.stream())).hasSize(forks - 1);
        if (!isOneAfterTheOther) {
            String known = start("s-2").forkedFrom().entry();
            assertThat(Entries.of(store, SESSION)).extracting(StoredEntry::entry).contains(known);
        }
    }

    private Head begin() {
        try (SessionLog log = store.create(SESSION, "file:///work")) {
            return log.startSegment(Head.NONE, Entry.SegmentStart.of("You are a test.", RequestSettings.DEFAULT),
                    List.of(new Entry.UserInput(Item.Message.text("u0", Role.USER, "common")),
                            new Entry.TurnEnded(TurnOutcome.FINISHED, false, 1, null)))
                    .head();
        }
    }

    /** The log gives back what the writer has in memory, and holds every step that it took. */
    private void assertWhole(Writer writer) {
        try (SessionLog log = store.open(writer.journal.session())) {
            assertThat(log.state()).isEqualTo(writer.conversation.get());
        }
        assertThat(store.verify(writer.journal.session()).intact()).isTrue();
    }

    private List<String> kinds(String session) {
        return Entries.of(store, session).stream().map(StoredEntry::kind).toList();
    }

    private List<String> said(String session) {
        try (SessionLog log = store.open(session)) {
            return log.state().history().stream().filter(Item.Message.class::isInstance)
                    .map(item -> ((Item.Message) item).text()).toList();
        }
    }

    private Entry.SegmentStart start(String session) {
        return (Entry.SegmentStart) Entries.of(store, session).getFirst().payload();
    }

    /** A turn, step by step. */
    private final class Writer {
        private final String name;
        private final List<Event> told = new ArrayList<>();
        private final SessionLog log = store.open(SESSION);
        private final ConversationCell conversation = new ConversationCell(log.state());
        private final Journal journal = new Journal(log, () -> {
            forks++;
            return store.create("s-" + forks, "file:///work");
        }, conversation, told::add);
        private int step;

        Writer(String name) {
            this.name = name;
        }

        void step() {
            switch (step++) {
                case 0 -> input();
                case 1 -> call();
                case 2 -> journal.recordFileChange("c" + name, Path.of("/work/a"), null,
                        name.getBytes(StandardCharsets.UTF_8), blobs -> List.of());
                case 3 -> result();
                default -> end();
            }
        }

        private void input() {
            Item.Message input = Item.Message.text("u" + name, Role.USER, "first " + name);
            journal.recordNow(new Entry.UserInput(input));
        }

        private void call() {
            Item.ToolCall call = new Item.ToolCall("i" + name, "c" + name, "write", "{}");
            journal.recordSoon(new Entry.AssistantItem(call));
        }

        private void result() {
            Item.ToolResult result = new Item.ToolResult("r" + name, "c" + name, ToolOutcome.OK, "wrote", null);
            journal.recordSoon(new Entry.ToolResult(result, false));
        }

        private void end() {
            Item.Message answer = Item.Message.text("m" + name, Role.ASSISTANT, "done " + name);
            UsageRecord usage = new UsageRecord(4, new Usage(10, 0, 0, 1));
            journal.recordSoon(new Entry.AssistantItem(answer));
            journal.recordSoon(new Entry.RequestUsage(usage));
            journal.recordNow(new Entry.TurnEnded(TurnOutcome.FINISHED, false, conversation.get().turns(), null));
        }

        /** Hash of what the file change left. */
        String changed() {
            return Entries.of(store, journal.session()).stream().map(StoredEntry::payload)
                    .filter(Entry.FileChange.class::isInstance).map(entry -> ((Entry.FileChange) entry).after())
                    .findFirst().orElseThrow();
        }
    }
}
