package dev.podd.turn;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.fails;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.model.ScriptedModel.saysThenHangs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.compaction.CompactionSettings;
import dev.podd.compaction.TouchedFiles;
import dev.podd.context.Prune;
import dev.podd.event.CompactionStatus;
import dev.podd.event.Event;
import dev.podd.hook.Hook;
import dev.podd.hook.RequestDecision;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.SessionState;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ScriptedModel;
import dev.podd.model.StopReason;
import dev.podd.tool.ToolOutput;
import dev.podd.usage.TokenCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactionTest {
    /** About 250 tokens. */
    private static final String LONG = "word ".repeat(200);
    private static final String SUMMARY = "## Original Task\nA task.\n\n## Current State\nHalf done.";

    private final TurnBench bench = new TurnBench();
    private final FakeSummariser summariser = new FakeSummariser(says(SUMMARY));

    CompactionTest() {
        bench.summariser = summariser;
        bench.settings = new CompactionSettings(2000L, 4000L, 2, 100, null, null, 500, null);
    }

    @AfterEach
    void theLogGivesTheConversationBack() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        SessionState state = bench.restored();
        assertThat(state.history()).isEqualTo(bench.history());
        assertThat(state.marks()).isEqualTo(bench.conversation.get().marks());
        assertThat(state.usage()).isEqualTo(bench.conversation.get().usage());
        assertThat(state.total()).isEqualTo(bench.conversation.get().total());
        assertThat(bench.store.verify(bench.log.session()).intact()).isTrue();
    }

    /** An answer that reports no tokens, so that bytes alone decide. */
    private static ScriptedModel.Answer tells(String text) {
        return listener -> {
            listener.accept(new ModelEvent.TextDelta(0, text));
            listener.accept(new ModelEvent.TextClosed(0, text));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        };
    }

    /** Gives its summary when it is let. */
    private static ScriptedModel.Answer held(CountDownLatch asked, CountDownLatch answer) {
        return listener -> {
            asked.countDown();
            answer.await();
            says(SUMMARY).give(listener);
        };
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            bench.model.then(tells(LONG));
            assertThat(bench.run("question " + i).outcome()).isEqualTo(TurnOutcome.FINISHED);
        }
    }

    private String summaryItem() {
        return ((Item.Message) bench.history().getFirst()).text();
    }

    private List<String> compactionEvents() {
        return bench.events.stream().map(event -> event.getClass().getSimpleName())
                .filter(name -> name.startsWith("Compaction")).toList();
    }

    @Test
    void aFullContextIsSummarisedBesideTheNextTurnAndTakesHoldAtAGap() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        summariser.then(held(asked, answer));
        turns(8);
        bench.compactions.consider();
        asked.await();
        bench.model.then(tells("while it is summarised"));
        assertThat(bench.run("meanwhile").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.history()).hasSize(18);
        answer.countDown();
        bench.ready.await();
        bench.compactions.atGap();
        assertThat(bench.shortHistory().subList(1, bench.history().size())).containsExactly("assistant " + LONG,
                "user meanwhile", "assistant while it is summarised");
        assertThat(summaryItem()).startsWith("[Compacted context summary]").contains("[User] question 0", SUMMARY);
        assertThat(compactionEvents()).containsExactly("CompactionStarted", "CompactionDone");
        bench.model.then(tells("and on"));
        bench.run("more");
        assertThat(bench.model.requests().getLast().history()).hasSize(5);
        assertThat(bench.compactions.status().state()).isEqualTo(CompactionStatus.State.IDLE);
    }

    @Test
    void belowTheThresholdNothingBegins() {
        turns(2);
        bench.compactions.consider();
        assertThat(compactionEvents()).isEmpty();
        assertThat(summariser.requests).isEmpty();
    }

    @Test
    void aTurnThatFillsTheContextYieldsIsSummarisedAndGoesOn() {
        bench.tools.add(new FakeTool("big", Set.of(), (text, run) -> ToolOutput.ok("got " + text, LONG.repeat(3))));
        for (int i = 0; i < 7; i++) {
            bench.model.then(calls("c" + i, "big", "{\"text\":\"part " + i + "\"}"));
        }
        bench.model.then(tells("done"));
        assertThat(bench.run("read it all").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).element(1).isEqualTo("user read it all");
        assertThat(bench.shortHistory().getLast()).isEqualTo("assistant done");
        assertThat(summariser.told(0))
                .contains("[User] read it all", "[ToolCall] big(part 0)", "[ToolResult] got part 0")
                .doesNotContain("word word");
        assertThat(summaryItem()).doesNotContain("[User] read it all");
        assertThat(outcomes()).containsExactly(TurnOutcome.YIELDED, TurnOutcome.FINISHED);
        assertThat(bench.kinds()).containsSubsequence("turn_outcome", "summary_usage", "segment_start", "turn_outcome");
        assertThat(bench.conversation.get().turns()).isEqualTo(1);
        assertThat(bench.events(Event.CompactionStarted.class)).containsExactly(new Event.CompactionStarted(false));
    }

    @Test
    void whatIsSaidWhileATurnWaitsForASummaryIsHeardInTheComingRequestAndPinnedLater() throws InterruptedException {
        bench.tools.add(new FakeTool("big", Set.of(), (text, run) -> ToolOutput.ok("got " + text, LONG.repeat(3))));
        Item.Message hurry = Item.Message.text("q1", Role.USER, "hurry");
        summariser.then(listener -> {
            assertThat(bench.queue.offer(hurry)).isTrue();
            says(SUMMARY).give(listener);
        });
        for (int i = 0; i < 7; i++) {
            bench.model.then(calls("c" + i, "big", "{\"text\":\"part " + i + "\"}"));
        }
        bench.model.then(tells("done"));
        assertThat(bench.run("read it all").outcome()).isEqualTo(TurnOutcome.FINISHED);
        List<String> kinds = bench.kinds();
        assertThat(kinds.subList(kinds.lastIndexOf("segment_start"), kinds.size()))
                .containsSubsequence("segment_start", "input_queued", "injected_item", "assistant_item");
        assertThat(bench.shortHistory()).contains("user hurry");
        assertThat(bench.conversation.get().marks().isFromPerson("q1")).isTrue();
        turns(3);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(summaryItem()).contains("[User] hurry");
    }

    private List<TurnOutcome> outcomes() {
        return bench.entries().stream().map(entry -> entry.payload())
                .filter(Entry.TurnEnded.class::isInstance).map(entry -> ((Entry.TurnEnded) entry).outcome()).toList();
    }

    @Test
    void theNewSegmentNamesTheOldOneWhichStaysReadable() throws InterruptedException {
        turns(8);
        compact();
        Entry.SegmentStart start = (Entry.SegmentStart) bench.store.read("s-1", "2", null, 1).entries().getFirst()
                .payload();
        assertThat(start.compactedFrom()).isNotNull().satisfies(origin -> {
            assertThat(origin.segment()).isEqualTo("1");
            assertThat(origin.session()).isEqualTo("s-1");
        });
        assertThat(bench.store.read("s-1", "1", null, 1000).entries())
                .filteredOn(entry -> entry.kind().equals("user_input"))
                .hasSize(8);
        assertThat(start.systemPrompt()).isEqualTo("You are a Pod.");
    }

    private Compaction.End compact() throws InterruptedException {
        Compaction compaction = bench.compactions.begin(false, null);
        compaction.awaitSummary();
        bench.compactions.atGap();
        return compaction.await();
    }

    /** Twenty instructions over sixty turns, three compactions, and a summariser that has no idea. */
    @Test
    void whatThePersonSaidSurvivesEverySummaryWordForWord() throws InterruptedException {
        bench.settings = new CompactionSettings(9000L, 18_000L, 2, 1000, null, null, 500, null);
        FakeSummariser ignorant = new FakeSummariser(says("ok so far"));
        bench.summariser = ignorant;
        List<String> instructions = new ArrayList<>();
        for (int turn = 0; turn < 60; turn++) {
            String text = "turn " + turn;
            if (turn % 3 == 1) {
                text = "Rule " + turn + ": never rename «" + turn + "»,\nand keep line " + turn + " as it is.";
                instructions.add(text);
            }
            bench.model.then(tells(LONG));
            bench.run(text);
            if (turn % 20 == 19) {
                assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
            }
        }
        assertThat(instructions).hasSize(20);
        bench.model.then(tells("yes"));
        bench.run("Do you remember?");
        String request = bench.model.requests().getLast().history().stream()
                .filter(Item.Message.class::isInstance).map(item -> ((Item.Message) item).text())
                .collect(Collectors.joining("\n"));
        assertThat(request).contains(instructions.toArray(String[]::new));
        assertThat(ignorant.requests).hasSize(3);
    }

    @Test
    void whatTheModelSeesBeforeAndAfter() throws InterruptedException {
        bench.settings = new CompactionSettings(2000L, 4000L, 1, 100, null, null, 500, null);
        bench.files = tokens -> new TouchedFiles.Shown("src/a.txt:\nfirst line\nsecond line", () -> {});
        bench.tools.add(new FakeTool("fail", Set.of(), (text, run) -> ToolOutput.error("no such file: " + text,
                "looked in /work")));
        bench.model.then(calls("c1", "echo", "{\"text\":\"src/a.txt\"}", "c2", "fail", "{\"text\":\"src/b.txt\"}"))
                .then(tells("There is a.txt only. " + LONG));
        bench.run("Look at a.txt and b.txt.\nNever touch c.txt!");
        bench.model.then(tells("It is short."));
        bench.run("And how long is it? " + "Very ".repeat(100) + "well?");
        String before = shown();
        compact();
        Golden.check("compaction/before-and-after.txt", "A history as the model sees it, what the summariser is asked, "
                + "and the history after the compaction.",
                before.replace(LONG, "word word …\n")
                        + "\n=== the summariser is asked\n\n" + summariser.requests.getFirst().systemPrompt()
                        + "\n\n---\n\n"
                        + summariser.told(0).replace(LONG.strip(), "word word …") + "\n\n=== after\n\n" + shown());
    }

    private String shown() {
        return bench.history().stream().map(item -> switch (item) {
            case Item.Message message -> message.role() + ": " + message.text();
            case Item.Reasoning reasoning -> "REASONING: " + reasoning.text();
            case Item.ToolCall call -> "CALL: " + call.name() + call.arguments();
            case Item.ToolResult result -> result.outcome() + ": " + result.summary()
                    + (result.body() == null ? "" : "\n" + result.body());
        }).collect(Collectors.joining("\n\n")) + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "truncated", "refused", "calls", "fails", "too long"})
    void aSummaryThatIsNoneChangesNothing(String fault) throws InterruptedException {
        turns(8);
        summariser.then(switch (fault) {
            case "empty" -> says("");
            case "truncated" -> says("## Original", StopReason.MAX_TOKENS);
            case "refused" -> says("I will not", StopReason.REFUSAL);
            case "calls" -> says("Let me read it first.", StopReason.TOOL_CALLS);
            case "fails" -> fails(new ModelException(ModelException.Kind.REFUSED, 400, null, "bad request", null));
            default -> says(LONG.repeat(10));
        });
        List<Item> before = bench.history();
        assertThat(compact()).isInstanceOf(Compaction.End.Failed.class);
        assertThat(bench.history()).isEqualTo(before);
        assertThat(bench.kinds()).filteredOn("segment_start"::equals).hasSize(1);
        assertThat(bench.events(Event.CompactionFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.reason()).isNotBlank();
            assertThat(failed.failures()).isEqualTo(1);
            assertThat(failed.disabled()).isFalse();
        });
    }

    @Test
    void aModelThatThoughtUntilNoRoomWasLeftIsAskedOnceMoreWithRoomForBoth() throws InterruptedException {
        ScriptedModel.Answer thinks = listener -> {
            listener.accept(new ModelEvent.ReasoningDelta(0, "hm"));
            listener.accept(new ModelEvent.Finished(StopReason.MAX_TOKENS));
        };
        turns(8);
        summariser.then(thinks).then(thinks);
        assertThat(compact()).isInstanceOf(Compaction.End.Failed.class);
        summariser.then(thinks);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(summariser.requests).extracting(request -> request.settings().maxTokens())
                .containsExactly(500, 2000, 500, 2000);
    }

    @Test
    void afterThreeFailuresInARowItIsOffUntilItIsDoneByHand() throws InterruptedException {
        turns(8);
        for (int i = 0; i < 3; i++) {
            summariser.then(says(""));
            compact();
        }
        assertThat(bench.events(Event.CompactionFailed.class)).extracting(Event.CompactionFailed::disabled)
                .containsExactly(false, false, true);
        assertThat(bench.compactions.status().state()).isEqualTo(CompactionStatus.State.DISABLED);
        bench.compactions.consider();
        assertThat(summariser.requests).hasSize(3);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(bench.compactions.status().state()).isEqualTo(CompactionStatus.State.IDLE);
        assertThat(bench.compactions.status().failures()).isZero();
    }

    @Test
    void aFailureInsideATurnEndsTheTurnWithEverythingRecorded() {
        turns(15);
        summariser.then(says(""));
        TurnEnd end = bench.run("one more " + LONG.repeat(2));
        assertThat(end.outcome()).isEqualTo(TurnOutcome.ERROR);
        assertThat(end.error()).isNotNull().extracting("code").isEqualTo("compactionFailed");
        assertThat(bench.history()).hasSize(31);
        bench.model.then(tells("now it works"));
        assertThat(bench.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(outcomes().subList(15, outcomes().size())).containsExactly(TurnOutcome.YIELDED, TurnOutcome.ERROR,
                TurnOutcome.YIELDED, TurnOutcome.FINISHED);
    }

    @Test
    void aCancelStopsASummaryThatATurnWaitsFor() throws InterruptedException {
        turns(15);
        CountDownLatch hangs = new CountDownLatch(1);
        summariser.then(saysThenHangs("## Orig", hangs));
        assertThat(bench.runAndCancel("one more " + LONG.repeat(2), hangs).outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.events(Event.CompactionFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.reason()).isEqualTo("cancelled");
            assertThat(failed.failures()).isZero();
        });
        assertThat(bench.compactions.status().state()).isEqualTo(CompactionStatus.State.IDLE);
    }

    @Test
    void aSummaryThatNeverComesIsGivenUp() throws InterruptedException {
        turns(8);
        bench.limitPasses = true;
        summariser.then(saysThenHangs("## Orig", new CountDownLatch(1)));
        assertThat(compact()).isEqualTo(new Compaction.End.Failed("no summary within 5 minutes"));
        assertThat(bench.compactions.status().failures()).isEqualTo(1);
    }

    @Test
    void overTheLimitAgainRightAfterACompactionIsAnError() {
        turns(15);
        ScriptedModel.Answer measuresTooMuch = listener -> {
            calls("c1", "echo", "{\"text\":\"x\"}").give(event -> {
                if (event instanceof ModelEvent.Finished) {
                    listener.accept(new ModelEvent.Tokens(new TokenCounts(5000L, 0L, 0L, 10L)));
                }
                listener.accept(event);
            });
        };
        bench.model.then(measuresTooMuch);
        TurnEnd end = bench.run("one more " + LONG.repeat(2));
        assertThat(end.error()).isNotNull().extracting("code").isEqualTo("compactionThrash");
        bench.model.then(tells("a new turn starts clean"));
        assertThat(bench.run("again").outcome()).isEqualTo(TurnOutcome.FINISHED);
    }

    @Test
    void theInputOfATurnThatMayBeResumedStaysWordForWord() throws InterruptedException {
        turns(8);
        bench.limits = new Limits(2, true, 3, Duration.ofSeconds(60));
        bench.model.then(calls("c1", "echo", "{\"text\":\"x\"}")).then(calls("c2", "echo", "{\"text\":\"y\"}"));
        assertThat(bench.run(LONG).outcome()).isEqualTo(TurnOutcome.LIMIT_REACHED);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        bench.model.then(tells("done"));
        assertThat(bench.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).element(1).isEqualTo("user " + LONG);
    }

    @Test
    void aSummaryThatCannotTakeHoldIsGivenUpAndDoesNotStandInTheWayOfLaterTurns() throws InterruptedException {
        boolean[] isBroken = {false};
        bench.files = tokens -> {
            if (isBroken[0]) {
                throw new IllegalStateException("broken");
            }
            return new TouchedFiles.Shown("", () -> {});
        };
        turns(8);
        Compaction compaction = bench.compactions.begin(false, null);
        compaction.awaitSummary();
        isBroken[0] = true;
        bench.compactions.atGap();
        assertThat(compaction.await()).isInstanceOf(Compaction.End.Failed.class);
        turns(1);
    }

    @Test
    void aSummaryThatTakesHoldCannotBeGivenUpAnyMore() throws InterruptedException {
        bench.files = tokens -> new TouchedFiles.Shown("", bench.compactions::cancel);
        turns(8);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(compactionEvents()).containsExactly("CompactionStarted", "CompactionDone");
    }

    @Test
    void withNothingToSummariseTheRequestIsSent() {
        bench.model.then(tells("fine"));
        assertThat(bench.run(LONG.repeat(20)).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(compactionEvents()).isEmpty();
    }

    @Test
    void aFirstAnswerWhoseCallsFillTheContextLeavesNothingToSummarise() {
        bench.tools.add(new FakeTool("big", Set.of(), (text, run) -> ToolOutput.ok("read", LONG.repeat(20))));
        bench.model.then(calls("c1", "big", "{\"text\":\"a\"}", "c2", "big", "{\"text\":\"b\"}")).then(tells("done"));
        assertThat(bench.run("read both").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(compactionEvents()).isEmpty();
        assertThat(summariser.requests).isEmpty();
    }

    @Test
    void aHookMayAskForACompactionWhateverTheLimits() {
        bench.with(yielding(3));
        turns(2);
        bench.model.then(tells("third"));
        bench.run("third question");
        assertThat(compactionEvents()).containsExactly("CompactionStarted", "CompactionDone");
        assertThat(bench.history()).hasSize(4);
        assertThat(bench.events(Event.Warning.class)).isEmpty();
    }

    @Test
    void aHookThatAsksForWhatCannotBeGetsAWarning() {
        bench.with(yielding(1));
        bench.model.then(tells("first"));
        assertThat(bench.run("first question").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.events(Event.Warning.class)).singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("none is possible now"));
    }

    /** Asks once, at the so-many-th request of all. */
    private static Hook.PreRequest yielding(int at) {
        int[] asked = new int[1];
        return view -> ++asked[0] == at ? new RequestDecision.Yield() : new RequestDecision.Continue();
    }

    @Test
    void aHistoryLargerThanTheSummarisersWindowGoesInParts() throws InterruptedException {
        summariser.withWindow(2500).then(says("part one")).then(says("part two")).then(says("part three"));
        turns(8);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(summariser.requests).hasSizeGreaterThan(2);
        assertThat(summariser.told(summariser.requests.size() - 1)).startsWith("[Part 1 of ").contains("part one");
        assertThat(summaryItem()).contains(SUMMARY);
    }

    @Test
    void aSummariserThatSaysItWasTooMuchGetsLessAtATime() throws InterruptedException {
        summariser.then(fails(new ModelException(ModelException.Kind.CONTEXT_OVERFLOW, 400, null, "too long", null)));
        summariser.withWindow(4000);
        turns(8);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
    }

    @Test
    void aPassingFaultOfTheSummariserIsTriedAgain() throws InterruptedException {
        summariser.then(fails(new ModelException(ModelException.Kind.BUSY, 529, null, "overloaded", null)));
        turns(8);
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(summariser.requests).hasSize(2);
    }

    @Test
    void oldToolOutputIsLeftOutOfRequestsAndStaysInTheHistory() {
        bench.settings = new CompactionSettings(null, null, 2, 100, null, null, 500, new Prune.Protection(1, 100, 200));
        bench.tools.add(new FakeTool("big", Set.of(), (text, run) -> ToolOutput.ok("got it", LONG)));
        bench.model.then(calls("c1", "big", "{\"text\":\"x\"}")).then(tells("one"));
        bench.run("first");
        bench.model.then(tells("two"));
        bench.run("second");
        bench.model.then(tells("three"));
        bench.run("third");
        assertThat(bench.kinds()).filteredOn("pruned"::equals).hasSize(1);
        assertThat(bench.model.requests().getLast().history()).filteredOn(Item.ToolResult.class::isInstance)
                .singleElement().extracting("body").isNull();
        assertThat(bench.history()).filteredOn(Item.ToolResult.class::isInstance).singleElement().extracting("body")
                .isEqualTo(LONG);
    }

    /** Whatever the settings say of room for tokens: here they leave out nothing. */
    @Test
    void picturesThatAreTooManyBytesAreLeftOutAndForgotten() {
        bench.settings = CompactionSettings.OFF;
        String data = "A".repeat(3 * 1024 * 1024);
        bench.tools.add(new FakeTool("photo", Set.of(), (text, run) -> new ToolOutput(ToolOutcome.OK, "shot",
                "[picture 1]", null, List.of(new Part.Image("image/png", data)))));
        for (int n = 1; n <= 4; n++) {
            bench.model.then(calls("c" + n, "photo", "{\"text\":\"x\"}"));
        }
        bench.model.then(tells("seen"));
        bench.run("look");
        assertThat(bench.model.requests()).extracting(request -> pictures(request.history()))
                .containsExactly("", "A", "AA", "--A", "--AA");
        assertThat(pictures(bench.history())).isEqualTo("__AA");
        assertThat(bench.restored()).isEqualTo(bench.conversation.get());
        assertThat(bench.entries()).filteredOn(entry -> entry.kind().equals("tool_result"))
                .extracting(entry -> ((Entry.ToolResult) entry.payload()).item().images().getFirst().data().length())
                .containsOnly(data.length());
    }

    /** A for a picture, _ for one without data, - for a result without any. */
    private static String pictures(List<Item> history) {
        return history.stream().filter(Item.ToolResult.class::isInstance).map(Item.ToolResult.class::cast)
                .map(result -> result.images().isEmpty() ? "-"
                        : result.images().getFirst().data().isEmpty() ? "_" : "A")
                .collect(Collectors.joining());
    }

    @Test
    void outputThatWasLeftOutStaysOutWhenASummaryKeepsItsCall() throws InterruptedException {
        bench.settings = new CompactionSettings(3000L, null, 3, 300, null, null, 500,
                new Prune.Protection(1, 100, 200));
        bench.tools.add(new FakeTool("big", Set.of(), (text, run) -> ToolOutput.ok("got it", LONG.repeat(8))));
        turns(1);
        bench.model.then(calls("c1", "big", "{\"text\":\"x\"}")).then(tells("one"));
        bench.run("first");
        for (String turn : List.of("second", "third")) {
            bench.model.then(tells("yes"));
            bench.run(turn);
        }
        assertThat(compact()).isInstanceOf(Compaction.End.Done.class);
        assertThat(bench.history()).filteredOn(Item.ToolResult.class::isInstance).hasSize(1);
        bench.model.then(tells("four"));
        bench.run("fourth");
        assertThat(bench.model.requests().getLast().history()).filteredOn(Item.ToolResult.class::isInstance)
                .singleElement().extracting("body").isNull();
    }

    @Test
    void theSummarysTokensCountInTheSessionAndNotInItsOccupancy() throws InterruptedException {
        turns(8);
        compact();
        assertThat(bench.conversation.get().usage()).isEmpty();
        assertThat(bench.conversation.get().total().input()).isEqualTo(100);
    }

    @Test
    void whoeverWasToldThatThePodIsPausedMayAskAgain() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        summariser.then(held(new CountDownLatch(1), answer));
        turns(8);
        Compaction first = bench.compactions.begin(false, null);
        bench.compactions.release("it is paused");
        assertThat(first.await()).isEqualTo(new Compaction.End.Failed("it is paused"));
        Compaction second = bench.compactions.begin(false, null);
        assertThat(second).isSameAs(first);
        answer.countDown();
        second.awaitSummary();
        bench.compactions.atGap();
        assertThat(second.await()).isInstanceOf(Compaction.End.Done.class);
        assertThat(summariser.requests).hasSize(1);
    }

    @Test
    void aSummaryTakesHoldInTheForkThatTheConversationWentOnIn() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        summariser.then(held(asked, answer));
        turns(8);
        Compaction compaction = bench.compactions.begin(false, null);
        asked.await();
        try (var other = bench.store.open("s-1")) {
            other.append(other.head(), List.of(new Entry.Title("someone else")), dev.podd.log.Durability.NOW);
        }
        bench.model.then(tells("in a fork"));
        bench.run("next");
        answer.countDown();
        compaction.awaitSummary();
        bench.compactions.atGap();
        assertThat(compaction.await()).isInstanceOf(Compaction.End.Done.class);
        assertThat(bench.session()).isEqualTo("s-2");
        assertThat(IntStream.range(0, 8).mapToObj(i -> "[User] question " + i)).allMatch(summaryItem()::contains);
        assertThat(bench.shortHistory()).endsWith("user next", "assistant in a fork");
    }
}
