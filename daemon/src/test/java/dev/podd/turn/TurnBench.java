package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.compaction.TouchedFiles;
import dev.podd.event.Event;
import dev.podd.hook.Hook;
import dev.podd.hook.Hooks;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.TurnError;
import dev.podd.log.InMemorySessionStore;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.model.LanguageModel;
import dev.podd.model.RequestSettings;
import dev.podd.model.ScriptedModel;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolBox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A conversation in a log in memory, with a scripted model, to run turns in. Time goes on only when a turn sleeps. */
final class TurnBench {
    final ScriptedModel model = new ScriptedModel();
    final Hooks hooks = new Hooks();
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> sleeps = Collections.synchronizedList(new ArrayList<>());
    final SessionStore store = new InMemorySessionStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    final SessionLog log = store.create("s-1", "file:///work");
    final ConversationCell conversation = new ConversationCell(SessionState.notBegun(RequestSettings.DEFAULT));
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger forks = new AtomicInteger(1);
    private final AtomicLong nanos = new AtomicLong();
    private final Journal journal = new Journal(log,
            () -> store.create("s-" + forks.incrementAndGet(), "file:///work"), conversation, events::add);
    final InputQueue queue = new InputQueue(journal, conversation);
    CompactionSettings settings = CompactionSettings.OFF;
    LanguageModel summariser = model;
    TouchedFiles files = TouchedFiles.NONE;
    final CountDownLatch ready = new CountDownLatch(1);
    final Compactions compactions = new Compactions(
            () -> new CompactionParts(settings, summariser, 3, files, new ToolBox(List.of())), journal, conversation,
            events::add, services(),
            ready::countDown);
    /** Whether the time for a summary is over at once. */
    volatile boolean limitPasses;
    Gate gate = (call, tool, prepared) -> Gate.Verdict.ALLOWED;
    PromptSource prompt = () -> "You are a Pod.";
    Limits limits = new Limits(10, true, 3, Duration.ofSeconds(60));
    List<Tool> tools = new ArrayList<>(List.of(FakeTool.echo("echo")));

    TurnBench with(Hook hook) {
        hooks.add(hook);
        return this;
    }

    TurnEnd run(String text) {
        Turn turn = turn();
        TurnEnd end = turn.run(Item.Message.text("u" + ids.incrementAndGet(), Role.USER, text));
        turn.runAbortHooks(end);
        return end;
    }

    TurnEnd resume() {
        return turn().resume();
    }

    /** Runs a turn on a thread of its own, which is interrupted as soon as the latch opens. */
    TurnEnd runAndCancel(String text, CountDownLatch when) throws InterruptedException {
        AtomicReference<TurnEnd> end = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().start(() -> end.set(run(text)));
        when.await();
        thread.interrupt();
        thread.join();
        return end.get();
    }

    /** Kinds of the entries in all segments, in their order. */
    List<String> kinds() {
        return entries().stream().map(StoredEntry::kind).toList();
    }

    List<StoredEntry> entries() {
        return store.read(log.session(), null, null, 1000).entries();
    }

    /** What the log would give back: must be the conversation itself. */
    List<Item> restoredHistory() {
        return restored().history();
    }

    SessionState restored() {
        return store.open(journal.session()).state();
    }

    /** What the newest result of the session says when the process has died now, and another restores the session. */
    String resultAfterDeath() {
        SessionLog again = store.open(journal.session());
        ConversationCell restored = new ConversationCell(again.state());
        new Recovery(new Journal(again, () -> store.create("s-dead", "file:///work"), restored, event -> {}),
                services())
                .closeWhatWasOpen(again.state());
        return inShort(restored.get().history().getLast());
    }

    /** Where the conversation stands now, be it a fork. */
    String session() {
        return journal.session();
    }

    List<Item> history() {
        return conversation.get().closedHistory();
    }

    /** The history in short: "user hello", "assistant hi", "call c1 echo", "ok c1 said a". */
    List<String> shortHistory() {
        return history().stream().map(TurnBench::inShort).toList();
    }

    private static String inShort(Item item) {
        return switch (item) {
            case Item.Message message -> word(message.role()) + " " + message.text()
                    + (message.incomplete() ? " (incomplete)" : "");
            case Item.Reasoning reasoning -> "reasoning " + reasoning.text();
            case Item.ToolCall call -> "call " + call.call() + " " + call.name();
            case Item.ToolResult result -> word(result.outcome()) + " " + result.call() + " " + result.summary();
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    <E extends Event> List<E> events(Class<E> type) {
        return List.copyOf(events).stream().filter(type::isInstance).map(type::cast).toList();
    }

    Turn turn() {
        return new Turn(
                new TurnParts(model, new OfferedTools(() -> new ToolBox(tools)), (tool, call, body) -> body, hooks,
                        gate, prompt, journal,
                        conversation, queue, compactions, FileChanges.NONE, limits, events::add, services()));
    }

    TurnServices services() {
        return new TurnServices(nanos::get, () -> 1.0, this::sleep, letter -> letter + ids.incrementAndGet(),
                (where, bug) -> new TurnError("internal", where + ": " + bug));
    }

    /** Back-off passes at once; the writer of open text, which waits half a second each time, waits for its end. */
    private void sleep(Duration duration) throws InterruptedException {
        if (limitPasses && Thread.currentThread().getName().equals("compaction-limit")) {
            return;
        }
        if (List.of("open-text", "compaction-limit").contains(Thread.currentThread().getName())) {
            new CountDownLatch(1).await();
        }
        sleeps.add(duration);
        nanos.addAndGet(duration.toNanos());
    }
}
