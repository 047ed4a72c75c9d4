package dev.podd.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStateTest {
    private static final Item.Message ASK = Item.Message.text("i1", Role.USER, "Why is it slow?");
    private static final Item.ToolCall READ = new Item.ToolCall("i2", "c1", "read", "{}");
    private static final Item.ToolCall GREP = new Item.ToolCall("i3", "c2", "grep", "{}");
    private static final Item.ToolResult READ_DONE = new Item.ToolResult("i4", "c1", ToolOutcome.OK, "read", null);
    private static final Item.ToolResult GREP_DONE = new Item.ToolResult("i5", "c2", ToolOutcome.OK, "grep", null);
    private static final Item.Message ANSWER = Item.Message.text("i6", Role.ASSISTANT, "Because.");
    private static final Entry FINISHED = new Entry.TurnEnded(TurnOutcome.FINISHED, false, 1, null);

    @Test
    void aWholeTurnIsRestored() {
        UsageRecord usage = new UsageRecord(1, new Usage(100, 0, 0, 10));
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.RequestUsage(usage), new Entry.ToolStarted("c1"), new Entry.ToolResult(READ_DONE, false),
                new Entry.AssistantItem(ANSWER), FINISHED);
        assertThat(Said.in(state)).isEqualTo(new Said("You are a test.", false, RequestSettings.DEFAULT,
                List.of(ASK, READ, READ_DONE, ANSWER), List.of(usage), new Usage(100, 0, 0, 10), 1, List.of(),
                TurnOutcome.FINISHED, false, Marks.NONE.withInput("i1").sent(), List.of(), "Why is it slow?"));
    }

    @Test
    void resultsStandInTheOrderOfTheirCalls() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.AssistantItem(GREP), new Entry.ToolResult(GREP_DONE, false),
                new Entry.ToolResult(READ_DONE, false), new Entry.AssistantItem(ANSWER));
        assertThat(state.history()).containsExactly(ASK, READ, GREP, READ_DONE, GREP_DONE, ANSWER);
    }

    @Test
    void aMessageBetweenTheCallsStaysBeforeTheResults() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.AssistantItem(ANSWER), new Entry.AssistantItem(GREP), new Entry.ToolResult(GREP_DONE, false),
                new Entry.ToolResult(READ_DONE, false));
        assertThat(state.history()).containsExactly(ASK, READ, ANSWER, GREP, READ_DONE, GREP_DONE);
    }

    @Test
    void aLateResultStandsBeforeWhatWasSaidMeanwhile() {
        Item.Message note = Item.Message.text("i9", Role.USER, "note");
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.AssistantItem(GREP), new Entry.ToolResult(READ_DONE, false),
                new Entry.InjectedItem(note, "steered"), new Entry.ToolResult(GREP_DONE, true));
        assertThat(state.history()).containsExactly(ASK, READ, GREP, READ_DONE, GREP_DONE, note);
    }

    @Test
    void openCallsAreNamed() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.AssistantItem(GREP), new Entry.ToolResult(GREP_DONE, false));
        assertThat(state.openCalls()).containsExactly(READ);
        assertThat(state.turnOpen()).isTrue();
        assertThat(state.outcome()).isNull();
    }

    @Test
    void aSecondResultAndOneToNoCallAreLeftOut() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.ToolResult(READ_DONE, false), new Entry.ToolResult(READ_DONE, true),
                new Entry.ToolResult(GREP_DONE, false));
        assertThat(state.history()).containsExactly(ASK, READ, READ_DONE);
    }

    @Test
    void aHalfWrittenAnswerIsThereAndMarked() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, "Bec"),
                new Entry.ItemPart("i6", 3, "ause."));
        assertThat(state.history()).containsExactly(ASK,
                new Item.Message("i6", Role.ASSISTANT, List.of(new Part.Text("Because.")), true));
    }

    @Test
    void aHalfWrittenAnswerStaysWhereItBegan() {
        Item.Message again = Item.Message.text("i7", Role.USER, "And?");
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, "Bec"),
                new Entry.UserInput(again));
        assertThat(state.history()).extracting(Item::id).containsExactly("i1", "i6", "i7");
    }

    @Test
    void partsOfAClosedAnswerCountForNothing() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, "Bec"),
                new Entry.AssistantItem(ANSWER), new Entry.ItemPart("i6", 3, "ause."), FINISHED);
        assertThat(state.history()).containsExactly(ASK, ANSWER);
    }

    @Test
    void whatStreamsIsNotClosedUntilItsTurnIsOver() {
        SessionState streams = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, "Bec"));
        assertThat(streams.closedHistory()).containsExactly(ASK);
        assertThat(streams.start().history()).containsExactly(ASK);
        SessionState over = streams.plus(new Entry.TurnEnded(TurnOutcome.ERROR, true, 1, null));
        assertThat(over.closedHistory()).isEqualTo(over.history()).extracting(Item::id).containsExactly("i1", "i6");
    }

    @Test
    void aPartThatBeginsInsideTheTextReplacesItsEnd() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, "Because"),
                new Entry.ItemPart("i6", 2, "e!"));
        assertThat(state.history()).containsExactly(ASK,
                new Item.Message("i6", Role.ASSISTANT, List.of(new Part.Text("Bee!")), true));
    }

    @Test
    void aLongSegmentCostsTheSameForEachEntry() {
        SessionState state = SessionState.NONE.plus(Script.start());
        for (int i = 0; i < 100_000; i++) {
            String id = "i" + i;
            state = state.plus(switch (i % 5) {
                case 0 -> new Entry.AssistantItem(new Item.ToolCall(id, "a" + i / 5, "read", "{}"));
                case 1 -> new Entry.AssistantItem(new Item.ToolCall(id, "b" + i / 5, "read", "{}"));
                case 2 -> new Entry.ToolResult(new Item.ToolResult(id, "b" + i / 5, ToolOutcome.OK, "", null), false);
                case 3 -> new Entry.ToolResult(new Item.ToolResult(id, "a" + i / 5, ToolOutcome.OK, "", null), false);
                default -> new Entry.ItemPart("m" + i, 0, "half");
            });
        }
        assertThat(state.history()).hasSize(100_000).extracting(Item::id)
                .startsWith("i0", "i1", "i3", "i2", "m4", "i5");
    }

    @Test
    void anAnswerWithoutAWordIsDropped() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.ItemPart("i6", 0, ""));
        assertThat(state.history()).containsExactly(ASK);
    }

    @Test
    void aRefusedInputIsNotInTheHistoryAndNamesNothing() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.InputRefused("i1", "secret"));
        assertThat(state.history()).isEmpty();
        assertThat(state.marks().inputs()).isEmpty();
        assertThat(state.title()).isNull();
        assertThat(state.turnOpen()).isFalse();
    }

    @Test
    void aResumedTurnIsOpenAgain() {
        Entry paused = new Entry.TurnEnded(TurnOutcome.PAUSED, true, 1, null);
        SessionState rest = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ), paused);
        assertThat(rest.outcome()).isEqualTo(TurnOutcome.PAUSED);
        assertThat(rest.turnOpen()).isFalse();
        assertThat(rest.openCalls()).containsExactly(READ);
        SessionState resumed = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ), paused,
                new Entry.ToolStarted("c1"));
        assertThat(resumed.turnOpen()).isTrue();
        assertThat(resumed.outcome()).isNull();
    }

    @Test
    void closingTheCallsOfAPauseDoesNotResumeIt() {
        SessionState state = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(READ),
                new Entry.TurnEnded(TurnOutcome.PAUSED, true, 1, null), new Entry.ToolResult(READ_DONE, true));
        assertThat(state.outcome()).isEqualTo(TurnOutcome.PAUSED);
    }

    @Test
    void aGivenTitleStays() {
        SessionState state = fold(Script.start(), new Entry.Title("Mine"), new Entry.UserInput(ASK));
        assertThat(state.title()).isEqualTo("Mine");
    }

    @Test
    void anInputWaitsUntilItEntersOrIsTakenBack() {
        Item.Message tabs = Item.Message.text("i7", Role.USER, "Tabs, please.");
        Item.Message again = Item.Message.text("i8", Role.USER, "And again.");
        SessionState waiting = fold(Script.start(), new Entry.UserInput(ASK), new Entry.InputQueued(tabs),
                new Entry.InputQueued(again), FINISHED);
        assertThat(waiting.queued()).containsExactly(tabs, again);
        assertThat(waiting.turnOpen()).isFalse();
        SessionState entered = fold(Script.start(), new Entry.UserInput(ASK), new Entry.InputQueued(tabs),
                new Entry.InputQueued(again), new Entry.InputsDropped(List.of("i8")),
                new Entry.InjectedItem(tabs, Entry.InjectedItem.STEERED));
        assertThat(entered.queued()).isEmpty();
        assertThat(entered.history()).containsExactly(ASK, tabs);
        assertThat(entered.turns()).isEqualTo(1);
        assertThat(entered.marks()).isEqualTo(Marks.NONE.withInput("i1").withSteered("i7"));
    }

    @Test
    void aSegmentBeginsWithWhatItsStartHolds() {
        UsageRecord usage = new UsageRecord(2, new Usage(50, 0, 0, 5));
        SessionState state = fold(new Entry.SegmentStart(null, true, RequestSettings.DEFAULT,
                List.of(ASK, READ, READ_DONE), List.of(usage), 7, Marks.NONE.withInput("i1").sent(),
                TurnOutcome.YIELDED, null, null, null, new Usage(500, 0, 0, 50), "Slow", List.of()),
                new Entry.SettingsChanged(new RequestSettings(9, null, null, List.of(), null)),
                new Entry.Pruned(List.of("c1")), new Entry.RequestUsage(usage));
        assertThat(Said.in(state)).isEqualTo(new Said(null, true, new RequestSettings(9, null, null, List.of(), null),
                List.of(ASK, READ, READ_DONE), List.of(usage, usage), new Usage(550, 0, 0, 55), 7, List.of(), null,
                true, Marks.NONE.withInput("i1").sent().withPruned(List.of("c1"), 1), List.of(), "Slow"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyPrefixOfASessionIsAValidConversation(long seed) {
        List<Entry> script = Script.of(seed);
        SessionState state = SessionState.NONE.plus(Script.start());
        for (Entry entry : script) {
            SessionState before = state;
            Said saidBefore = Said.in(before);
            state = state.plus(entry);
            checkValid(state, "after " + entry + " of seed " + seed);
            assertThat(Said.in(before)).as("%s changes no state before it", entry).isEqualTo(saidBefore);
        }
    }

    private static void checkValid(SessionState state, String when) {
        Set<String> ids = new HashSet<>();
        List<String> waiting = new ArrayList<>();
        for (Item item : state.history()) {
            assertThat(ids.add(item.id())).as("%s once, %s", item.id(), when).isTrue();
            switch (item) {
                case Item.ToolCall call -> waiting.add(call.call());
                case Item.ToolResult result -> assertThat(waiting.remove(result.call())).as(when).isTrue();
                case Item.Message message -> {
                    assertThat(message.text()).as(when).isNotEmpty();
                    assertThat(message.role() == Role.USER && !waiting.isEmpty()).as(when).isFalse();
                }
                case Item.Reasoning reasoning -> assertThat(reasoning.text()).isNotEmpty();
            }
        }
        assertThat(state.openCalls()).as(when).extracting(Item.ToolCall::call).containsExactlyElementsOf(waiting);
        assertThat(state.turnOpen() && state.outcome() != null).as(when).isFalse();
    }

    private static SessionState fold(Entry... entries) {
        SessionState state = SessionState.NONE;
        for (Entry entry : entries) {
            state = state.plus(entry);
        }
        return state;
    }

    /** All that a state says. */
    private record Said(@Nullable String systemPrompt, boolean renderFailed, RequestSettings settings,
            List<Item> history, List<UsageRecord> usage, Usage total, int turns, List<Item.ToolCall> openCalls,
            @Nullable TurnOutcome outcome, boolean turnOpen, Marks marks, List<Item.Message> queued,
            @Nullable String title) {
        static Said in(SessionState state) {
            return new Said(state.systemPrompt(), state.renderFailed(), state.settings(), state.history(),
                    state.usage(), state.total(), state.turns(), state.openCalls(), state.outcome(),
                    state.turnOpen(), state.marks(), state.queued(), state.title());
        }
    }

    @Test
    void anInputIsUndecidedUntilTheHooksOrTheModelHadIt() {
        SessionState asked = fold(Script.start(), new Entry.UserInput(ASK));
        assertThat(asked.marks().undecided()).containsExactly("i1");
        assertThat(asked.plus(new Entry.InputAccepted("i1")).marks().undecided()).isEmpty();
        assertThat(asked.plus(new Entry.ItemPart("a1", 0, "Yes")).marks().undecided()).isEmpty();
        assertThat(SessionState.NONE.plus(asked.start()).marks().undecided()).containsExactly("i1");
    }

    @Test
    void aTurnWithoutItsInputCannotGoOn() {
        SessionState asked = fold(Script.start(), new Entry.UserInput(ASK));
        assertThat(asked.mayGoOn()).isTrue();
        SessionState refused = asked.plus(new Entry.InputRefused("i1", "no"));
        assertThat(refused.mayGoOn()).isFalse();
        assertThat(SessionState.NONE.plus(refused.start()).mayGoOn()).isFalse();
    }

    @Test
    void aCallHasStartedFromItsEntryToItsResult() {
        Item.ToolCall call = new Item.ToolCall("i2", "c1", "shell", "{}");
        SessionState called = fold(Script.start(), new Entry.UserInput(ASK), new Entry.AssistantItem(call));
        assertThat(called.hasStarted(call)).isFalse();
        SessionState started = called.plus(new Entry.ToolStarted("c1"));
        assertThat(started.hasStarted(call)).isTrue();
        assertThat(started.plus(new Entry.ToolResult(
                new Item.ToolResult("i3", "c1", ToolOutcome.OK, "done", null), false)).hasStarted(call)).isFalse();
    }
}
