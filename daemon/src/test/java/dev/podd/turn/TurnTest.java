package dev.podd.turn;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.fails;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.model.ScriptedModel.saysThenFails;
import static dev.podd.model.ScriptedModel.saysThenHangs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.event.Event;
import dev.podd.hook.CallDecision;
import dev.podd.hook.Hook;
import dev.podd.hook.PromptDecision;
import dev.podd.hook.RequestDecision;
import dev.podd.hook.ResultDecision;
import dev.podd.hook.TurnEndDecision;
import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.StoreFailedException;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.StopReason;
import dev.podd.tool.ToolOutput;
import dev.podd.usage.Price;
import dev.podd.usage.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnTest {
    private final TurnBench bench = new TurnBench();

    @AfterEach
    void theLogGivesTheConversationBack() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        if (bench.conversation.get().isBegun()) {
            assertThat(bench.restoredHistory()).isEqualTo(bench.history());
        }
    }

    private static ModelException busy(@Nullable Duration retryAfter) {
        return new ModelException(ModelException.Kind.BUSY, 429, retryAfter, "too many requests", null);
    }

    private static ModelException cut() {
        return new ModelException(ModelException.Kind.CUT, 0, null, "the stream ended too soon", null);
    }

    @Test
    void aPlainAnswerIsRecordedStepByStep() {
        bench.model.then(says("Hello there"));
        TurnEnd end = bench.run("Hi");
        assertThat(end).isEqualTo(new TurnEnd(TurnOutcome.FINISHED, null, "Hello there", new Usage(100, 10, 5, 7), 1,
                StopReason.END_TURN));
        assertThat(bench.kinds()).containsExactly("segment_start", "user_input", "assistant_item", "request_usage",
                "turn_outcome");
        assertThat(bench.shortHistory()).containsExactly("user Hi", "assistant Hello there");
        assertThat(bench.events.stream().map(event -> event.getClass().getSimpleName())).containsExactly("TurnStarted",
                "RequestStarted", "TextDelta", "TextDelta", "ItemDone", "RequestUsage", "TurnDone");
        assertThat(bench.model.requests().getFirst().systemPrompt()).isEqualTo("You are a Pod.");
    }

    @Test
    void toolCallsRunSideBySideAndTheirResultsKeepTheOrderOfTheCalls() {
        CyclicBarrier together = new CyclicBarrier(2);
        CountDownLatch secondDone = new CountDownLatch(1);
        bench.tools.add(new FakeTool("slow", Set.of(), (text, run) -> {
            meet(together);
            secondDone.await();
            return ToolOutput.ok("slow " + text, null);
        }));
        bench.tools.add(new FakeTool("fast", Set.of(), (text, run) -> {
            meet(together);
            secondDone.countDown();
            return ToolOutput.ok("fast " + text, null);
        }));
        bench.model.then(calls("c1", "slow", "{\"text\":\"a\"}", "c2", "fast", "{\"text\":\"b\"}")).then(says("done"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 slow", "call c2 fast", "ok c1 slow a",
                "ok c2 fast b", "assistant done");
    }

    @Test
    void callsThatWriteTheSameFileRunOneAfterTheOther() {
        AtomicInteger running = new AtomicInteger();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        bench.tools.add(new FakeTool("write", Set.of(Path.of("/a")), (text, run) -> {
            assertThat(running.incrementAndGet()).isEqualTo(1);
            order.add(text);
            running.decrementAndGet();
            return ToolOutput.ok("wrote " + text, null);
        }));
        bench.model.then(calls("c1", "write", "{\"text\":\"1\"}", "c2", "write", "{\"text\":\"2\"}", "c3", "write",
                "{\"text\":\"3\"}")).then(says("done"));
        bench.run("go");
        assertThat(order).containsExactly("1", "2", "3");
        assertThat(bench.kinds()).filteredOn("tool_started"::equals).hasSize(3);
    }

    @Test
    void aCallThatCannotRunIsAnsweredWithWhy() {
        bench.model.then(calls("c1", "nope", "{}", "c2", "echo", "{", "c3", "echo", "[1]", "c4", "echo", "{}"))
                .then(says("sorry"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory().subList(5, 9)).satisfiesExactly(
                first -> assertThat(first).isEqualTo("error c1 There is no tool nope; there are echo."),
                second -> assertThat(second).startsWith("error c2 not JSON"),
                third -> assertThat(third)
                        .isEqualTo("error c3 the arguments of echo must be a JSON object, not array"),
                fourth -> assertThat(fourth).isEqualTo("error c4 text is missing"));
    }

    @Test
    void aDeniedCallIsAnsweredAndTheTurnGoesOn() {
        bench.gate = (call, tool, prepared) -> new Gate.Verdict(false, "The person said no: not now",
                new Entry.Decision(call, prepared.title(), "reject", "not now"));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}")).then(says("ok"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).contains("denied c1 The person said no: not now");
        assertThat(bench.kinds()).contains("decision");
    }

    @Test
    void whatThePersonSaysWhenTheyAllowACallIsHeardInTheNextRequest() {
        bench.gate = (call, tool, prepared) -> new Gate.Verdict(true, "but only once",
                new Entry.Decision(call, prepared.title(), "allowOnce", "but only once"));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}")).then(says("ok"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 echo", "ok c1 said a",
                "user but only once", "assistant ok");
    }

    @Test
    void aToolThatFailsByABugAnswersWithAnIdAndStopsNothing() {
        bench.tools.add(new FakeTool("buggy", Set.of(), (text, run) -> {
            throw new IllegalStateException("boom");
        }));
        bench.model.then(calls("c1", "buggy", "{\"text\":\"a\"}")).then(says("ok"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).anyMatch(item -> item.startsWith("error c1 tool buggy"));
    }

    @Test
    void aCancelInMidStreamKeepsWhatWasSaid() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half an ans", said));
        TurnEnd end = bench.runAndCancel("go", said);
        assertThat(end.outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant half an ans (incomplete)");
        assertThat(bench.kinds()).endsWith("turn_outcome");
    }

    @Test
    void aCancelledToolCallIsAnsweredAndTheNextPromptWorks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        bench.tools.add(new FakeTool("hang", Set.of(), (text, run) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return ToolOutput.ok("never", null);
        }));
        bench.model.then(calls("c1", "hang", "{\"text\":\"a\"}"));
        assertThat(bench.runAndCancel("go", begun).outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.shortHistory()).last().asString().startsWith("cancelled c1 Stopped before it ended");
        bench.model.then(says("fine"));
        assertThat(bench.run("again").outcome()).isEqualTo(TurnOutcome.FINISHED);
    }

    @Test
    void whatACancelledToolHadPrintedIsItsResult() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        bench.tools.add(new FakeTool("hang", Set.of(), (text, run) -> {
            run.ifCancelled(() -> new ToolOutput(ToolOutcome.CANCELLED, "cut short", "half", null));
            begun.countDown();
            new CountDownLatch(1).await();
            return ToolOutput.ok("never", null);
        }));
        bench.model.then(calls("c1", "hang", "{\"text\":\"a\"}"));
        assertThat(bench.runAndCancel("go", begun).outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.shortHistory()).last().asString().startsWith("cancelled c1 cut short");
        assertThat(bench.history()).last().isInstanceOfSatisfying(Item.ToolResult.class,
                result -> assertThat(result.body()).isEqualTo("half"));
    }

    @Test
    void aToolThatDoesNotHearTheCancelIsAnsweredOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        bench.tools.add(new FakeTool("deaf", Set.of(), (text, run) -> {
            begun.countDown();
            awaitDeafly(release);
            late.countDown();
            return ToolOutput.ok("too late", null);
        }));
        bench.model.then(calls("c1", "deaf", "{\"text\":\"a\"}"));
        bench.runAndCancel("go", begun);
        release.countDown();
        assertThat(late.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.shortHistory()).filteredOn(item -> item.contains(" c1 Stopped")).hasSize(1);
        assertThat(bench.shortHistory()).noneMatch(item -> item.contains("too late"));
    }

    @Test
    void aTurnMakesNoMoreRequestsThanItMay() {
        bench.limits = new Limits(2, true, 3, Duration.ofSeconds(60));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}")).then(calls("c2", "echo", "{\"text\":\"b\"}"));
        assertThat(bench.run("go")).extracting(TurnEnd::outcome, TurnEnd::requests)
                .containsExactly(TurnOutcome.LIMIT_REACHED, 2);
        bench.model.then(says("done"));
        assertThat(bench.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
    }

    @Test
    void theLastAllowedRequestMayFinish() {
        bench.limits = new Limits(1, true, 3, Duration.ofSeconds(60));
        bench.model.then(says("done"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
    }

    @Test
    void aFaultThatMayPassIsTriedAgainWithBackOffOrAsAskedFor() {
        bench.model.then(fails(busy(Duration.ofSeconds(7)))).then(fails(cut())).then(says("done"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.sleeps).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
        assertThat(bench.events(Event.Retry.class)).extracting(Event.Retry::attempt).containsExactly(2, 3);
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant done");
    }

    @Test
    void retriesEnd() {
        bench.model.then(fails(busy(null))).then(fails(busy(null))).then(fails(busy(null)));
        TurnEnd end = bench.run("go");
        assertThat(end.outcome()).isEqualTo(TurnOutcome.ERROR);
        assertThat(end.error()).extracting("code", "message").containsExactly("providerFailed", "too many requests");
        assertThat(bench.kinds()).endsWith("turn_outcome");
    }

    @Test
    void noRetryBeginsAfterItsTime() {
        bench.model.then(fails(busy(Duration.ofMinutes(5))));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.ERROR);
        assertThat(bench.sleeps).isEmpty();
    }

    @Test
    void aFaultThatCannotPassIsNotTriedAgain() {
        bench.model.then(
                fails(new ModelException(ModelException.Kind.CONTEXT_OVERFLOW, 400, null, "prompt is too long", null)));
        assertThat(bench.run("go").error()).extracting("code").isEqualTo("contextOverflow");
    }

    @Test
    void afterContentTheRequestIsMadeAgainFromThere() {
        bench.model.then(saysThenFails("The answer is", cut())).then(says(" 42"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant The answer is (incomplete)",
                "user Go on exactly where you stopped.", "assistant  42");
        assertThat(bench.kinds()).contains("injected_item");
    }

    @Test
    void aModelThatContinuesItselfNeedsNoMessageToGoOn() {
        bench.model.thatContinuesItself().then(saysThenFails("The answer is", cut())).then(says(" 42"));
        bench.run("go");
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant The answer is (incomplete)",
                "assistant  42");
    }

    @Test
    void aStreamThatIsCutAgainAndAgainEndsTheTurnWithEverythingRecorded() {
        bench.model.then(saysThenFails("a", cut())).then(saysThenFails("b", cut())).then(saysThenFails("c", cut()));
        assertThat(bench.run("go").error()).extracting("code").isEqualTo("providerFailed");
        assertThat(bench.shortHistory()).contains("assistant a (incomplete)", "assistant b (incomplete)",
                "assistant c (incomplete)");
    }

    @Test
    void aTruncatedAnswerIsContinuedOnce() {
        bench.model.then(says("part one", StopReason.MAX_TOKENS)).then(says("part two", StopReason.MAX_TOKENS));
        TurnEnd end = bench.run("go");
        assertThat(end.outcome()).isEqualTo(TurnOutcome.LIMIT_REACHED);
        assertThat(end.requests()).isEqualTo(2);
        assertThat(end.message()).isEqualTo("part onepart two");
        assertThat(bench.events(Event.Warning.class)).extracting(Event.Warning::message).containsExactly(
                "the answer reached the model's token limit; it is asked to go on, once",
                "the answer reached the model's token limit and is not whole");
    }

    @Test
    void theFinalTextIsAllTextOfTheLastAnswer() {
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}")).then(listener -> {
            listener.accept(new ModelEvent.TextClosed(0, "One half, "));
            listener.accept(new ModelEvent.ReasoningClosed(1, "hm", null));
            listener.accept(new ModelEvent.TextClosed(2, "and the other."));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        assertThat(bench.run("go").message()).isEqualTo("One half, and the other.");
    }

    @Test
    void whatWasSaidBeforeACallIsNoFinalText() {
        bench.model.then(listener -> {
            listener.accept(new ModelEvent.TextClosed(0, "Let me look."));
            calls("c1", "echo", "{\"text\":\"a\"}").give(listener);
        }).then(listener -> listener.accept(new ModelEvent.Finished(StopReason.END_TURN)));
        assertThat(bench.run("go").message()).isNull();
    }

    @Test
    void truncationMayBeLeftAsItIs() {
        bench.limits = new Limits(10, false, 3, Duration.ofSeconds(60));
        bench.model.then(says("part one", StopReason.MAX_TOKENS));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.LIMIT_REACHED);
    }

    @Test
    void aPromptThatCannotBeRenderedFailsTheTurnUntilItIsMended() {
        bench.prompt = () -> {
            throw new TurnFailedException("templateFailed", "line 3: no such thing", null);
        };
        assertThat(bench.run("one").error()).extracting("code").isEqualTo("templateFailed");
        assertThat(bench.run("two").error()).extracting("code").isEqualTo("templateFailed");
        assertThat(bench.kinds()).containsExactly("segment_start", "user_input", "turn_outcome", "user_input",
                "turn_outcome");
        bench.prompt = () -> "Mended.";
        bench.model.then(says("ok"));
        assertThat(bench.run("three").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.kinds()).filteredOn("segment_start"::equals).hasSize(2);
        assertThat(bench.model.requests().getFirst().systemPrompt()).isEqualTo("Mended.");
        assertThat(bench.shortHistory()).containsExactly("user one", "user two", "user three", "assistant ok");
    }

    @Test
    void aRefusedInputIsRecordedAndNeverSeenByTheModel() {
        bench.with((Hook.OnPromptSubmit) view -> view.input().text().contains("secret")
                ? new PromptDecision.Refuse("no secrets")
                : new PromptDecision.Continue());
        assertThat(bench.run("my secret").error()).extracting("code", "message").containsExactly("promptRefused",
                "no secrets");
        assertThat(bench.kinds()).containsExactly("segment_start", "user_input", "input_refused", "turn_outcome");
        bench.model.then(says("fine"));
        bench.run("plain");
        assertThat(bench.shortHistory()).containsExactly("user plain", "assistant fine");
    }

    @Test
    void aHookMayDenyACall() {
        bench.with((Hook.PreToolCall) view -> new CallDecision.Deny("not " + view.tool()));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}")).then(says("ok"));
        bench.run("go");
        assertThat(bench.shortHistory()).contains("denied c1 not echo");
    }

    @Test
    void aHookMayAbortTheTurnAndEveryCallIsAnswered() {
        List<String> aborted = new ArrayList<>();
        bench.with((Hook.PreToolCall) view -> new CallDecision.Abort("enough"))
                .with((Hook.OnAbort) view -> aborted.add(view.reason()))
                .with((Hook.OnAbort) view -> aborted.add("second"));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}", "c2", "echo", "{\"text\":\"b\"}"));
        assertThat(bench.run("go").error()).extracting("code", "message").containsExactly("aborted", "enough");
        assertThat(bench.shortHistory().subList(3, 5)).allMatch(item -> item.startsWith("cancelled c"));
        assertThat(aborted).containsExactly("aborted: enough", "second");
    }

    @Test
    void aPauseLeavesCallsOpenAndResumeTakesThemUpAgain() {
        AtomicInteger asked = new AtomicInteger();
        bench.with((Hook.PreToolCall) view -> asked.incrementAndGet() == 1 ? new CallDecision.Pause()
                : new CallDecision.Continue());
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.PAUSED);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 echo");
        bench.model.then(says("done"));
        assertThat(bench.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 echo", "ok c1 said a", "assistant done");
    }

    @Test
    void aNewInputWhilePausedClosesTheOpenCallsFirst() {
        bench.with((Hook.PreToolCall) view -> new CallDecision.Pause());
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}"));
        bench.run("go");
        bench.model.then(says("fine"));
        assertThat(bench.run("something else").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 echo",
                "cancelled c1 Not run: the person went on with something else.", "user something else",
                "assistant fine");
    }

    @Test
    void aHookMayCancelARequestOrAskForACompaction() {
        bench.with((Hook.PreRequest) view -> view.request() == 1 ? new RequestDecision.Yield()
                : new RequestDecision.Cancel("one is enough"));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}"));
        assertThat(bench.run("go").error()).extracting("message").isEqualTo("one is enough");
        assertThat(bench.events(Event.Warning.class)).hasSize(1);
    }

    @Test
    void aHookMayAbortAfterACall() {
        bench.with((Hook.PostToolCall) view -> new ResultDecision.Abort("seen " + view.result().summary()));
        bench.model.then(calls("c1", "echo", "{\"text\":\"a\"}"));
        assertThat(bench.run("go").error()).extracting("message").isEqualTo("seen said a");
        assertThat(bench.shortHistory()).last().isEqualTo("ok c1 said a");
    }

    @Test
    void hooksMayKeepTheModelAtWorkButNotForEver() {
        bench.limits = new Limits(3, true, 3, Duration.ofSeconds(60));
        bench.with((Hook.OnTurnEnd) view -> new TurnEndDecision.ContinueWith(List.of("again")));
        bench.model.then(says("1")).then(says("2")).then(says("3"));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.LIMIT_REACHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant 1", "user again", "assistant 2",
                "user again", "assistant 3", "user again");
    }

    @Test
    void anotherWriterMakesTheSessionForkAndNothingIsLost() {
        bench.model.then(says("one"));
        bench.run("first");
        bench.log.append(bench.log.head(), List.of(new Entry.Title("by somebody else")), Durability.NOW);
        bench.model.then(says("two"));
        assertThat(bench.run("second").outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.events(Event.SessionForked.class))
                .containsExactly(new Event.SessionForked("s-1", "s-2"));
        assertThat(bench.store.open("s-2").state().history()).isEqualTo(bench.history());
        assertThat(bench.store.open("s-1").state().history()).hasSize(2);
    }

    @Test
    void aFileChangeIsRecordedWithItsContentBeforeItIsMade() {
        bench.tools.add(new FakeTool("write", Set.of(Path.of("/a")), (text, run) -> {
            run.fileChange(Path.of("/a"), null, new byte[] {1, 2}, () -> {});
            return ToolOutput.ok("wrote", null);
        }));
        bench.model.then(calls("c1", "write", "{\"text\":\"1\"}")).then(says("done"));
        bench.run("go");
        assertThat(bench.kinds()).containsSubsequence("tool_started", "file_change", "tool_result");
        Entry.FileChange change = bench.entries().stream().map(stored -> stored.payload())
                .filter(Entry.FileChange.class::isInstance).map(Entry.FileChange.class::cast).findFirst().orElseThrow();
        assertThat(change.before()).isNull();
        assertThat(bench.log.blob(String.valueOf(change.after()))).containsExactly(1, 2);
    }

    @Test
    void whatRequestsCostAddsUpOverTheTurnAndTheSession() {
        bench.model.thatCosts(new Price(1000, 10_000, 0.0, 2000.0));
        bench.model.then(says("one")).then(says("two"));
        bench.run("go");
        TurnEnd second = bench.run("again");
        Usage once = new Usage(100, 10, 5, 7, 0.165);
        assertThat(second.usage()).isEqualTo(once);
        assertThat(bench.events(Event.RequestUsage.class).getLast()).satisfies(used -> {
            assertThat(used.usage()).isEqualTo(once);
            assertThat(used.turn()).isEqualTo(once);
            assertThat(used.session()).isEqualTo(new Usage(200, 20, 10, 14, 0.33));
        });
        bench.model.thatCosts(new Price(9000, 9000, null, null));
        assertThat(bench.store.open("s-1").state().total()).as("the price of then counts")
                .isEqualTo(new Usage(200, 20, 10, 14, 0.33));
    }

    @Test
    void aStoreThatFailsStopsTheTurnBeforeAnythingRunsUnrecorded() {
        AtomicInteger ran = new AtomicInteger();
        bench.tools.add(new FakeTool("write", Set.of(Path.of("/a")), (text, run) -> {
            ran.incrementAndGet();
            return ToolOutput.ok("wrote", null);
        }));
        bench.model.then(calls("c1", "write", "{\"text\":\"1\"}"));
        bench.gate = (call, tool, prepared) -> {
            throw new StoreFailedException(StoreFailedException.Reason.FULL, "the disk is full", null);
        };
        assertThat(bench.run("go").error()).extracting("code", "message").containsExactly("storeFailed",
                "the disk is full");
        assertThat(ran).hasValue(0);
    }

    @Test
    void toolOutputIsShownAsItComes() {
        bench.tools.add(new FakeTool("talk", Set.of(), (text, run) -> {
            run.output("line\n");
            return ToolOutput.ok("talked", null);
        }));
        bench.model.then(calls("c1", "talk", "{\"text\":\"1\"}")).then(says("done"));
        bench.run("go");
        assertThat(bench.events(Event.ToolCallOutput.class))
                .containsExactly(new Event.ToolCallOutput("c1", "line\n"));
        assertThat(bench.events(Event.ToolCallDone.class)).extracting(Event.ToolCallDone::outcome)
                .containsExactly(ToolOutcome.OK);
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException alone) {
            throw new AssertionError("the calls did not run side by side", alone);
        }
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException deaf) {
                // goes on as if nothing had happened
            }
        }
    }
}
