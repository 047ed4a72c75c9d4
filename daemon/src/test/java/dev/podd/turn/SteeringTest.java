package dev.podd.turn;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.fails;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.model.ScriptedModel.saysThenHangs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.event.Event;
import dev.podd.hook.Hook;
import dev.podd.hook.TurnEndDecision;
import dev.podd.hook.TurnEndView;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionState;
import dev.podd.model.ModelException;
import dev.podd.model.ScriptedModel.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the person says while a turn runs. */
final class SteeringTest {
    private final TurnBench bench = new TurnBench();

    @AfterEach
    void theLogTellsTheSame() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        assertThat(bench.restoredHistory()).isEqualTo(bench.history());
        assertThat(bench.store.open(bench.session()).state().queued()).isEqualTo(bench.conversation.get().queued());
    }

    @Test
    void entersJustBeforeTheNextRequestAndBeginsNoTurn() {
        bench.model.then(steered("tabs, please", calls("c1", "echo", "{\"text\":\"a\"}"))).then(says("done"));
        TurnEnd end = bench.run("go");
        assertThat(end.outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(end.requests()).isEqualTo(2);
        assertThat(bench.shortHistory()).containsExactly("user go", "call c1 echo", "ok c1 said a",
                "user tabs, please", "assistant done");
        assertThat(bench.conversation.get().turns()).isEqualTo(1);
        assertThat(bench.events(Event.Steered.class)).extracting(each -> each.item().text())
                .containsExactly("tabs, please");
        assertThat(bench.kinds()).containsSubsequence("input_queued", "tool_result", "injected_item", "turn_outcome");
    }

    @Test
    void aTurnThatWasDoneGoesOnForIt() {
        bench.model.then(steered("one more thing", says("done"))).then(says("done too"));
        TurnEnd end = bench.run("go");
        assertThat(end.outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(end.message()).isEqualTo("done too");
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant done", "user one more thing",
                "assistant done too");
        assertThat(bench.kinds()).filteredOn("turn_outcome"::equals).hasSize(1);
    }

    @Test
    void whatIsSaidWhileTheLastHookDecidesIsAnsweredToo() {
        List<Boolean> taken = new ArrayList<>();
        bench.with(new Hook.OnTurnEnd() {
            @Override
            public TurnEndDecision onTurnEnd(TurnEndView view) {
                if (taken.isEmpty()) {
                    taken.add(bench.queue.offer(message("late")));
                }
                return new TurnEndDecision.Finish();
            }

            @Override
            public String name() {
                return "late";
            }
        });
        bench.model.then(says("done")).then(says("late, but heard"));
        assertThat(bench.run("go").message()).isEqualTo("late, but heard");
        assertThat(taken).containsExactly(true);
    }

    @Test
    void severalEnterInTheirOrder() {
        bench.model.then(steered("first", steered("second", says("done")))).then(says("both heard"));
        bench.run("go");
        assertThat(bench.shortHistory().subList(2, 4)).containsExactly("user first", "user second");
    }

    @Test
    void nothingIsTakenWhenNoTurnRuns() {
        bench.model.then(says("done"));
        assertThat(bench.queue.offer(message("too early"))).isFalse();
        bench.run("go");
        assertThat(bench.queue.offer(message("too late"))).isFalse();
    }

    @Test
    void whatACancelledTurnDidNotHearEntersBeforeTheNextInput() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(steered("not that way", saysThenHangs("I begin", said)));
        assertThat(bench.runAndCancel("go", said).outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.conversation.get().queued()).extracting(Item.Message::text).containsExactly("not that way");
        bench.model.then(says("ah"));
        bench.run("understood?");
        assertThat(bench.shortHistory()).containsExactly("user go", "assistant I begin (incomplete)",
                "user not that way", "user understood?", "assistant ah");
    }

    @Test
    void whatAFailedTurnDidNotHearIsHeardWhenItIsResumed() {
        bench.model.then(steered("hurry", fails(refused())));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.ERROR);
        bench.model.then(says("here"));
        assertThat(bench.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.shortHistory()).containsExactly("user go", "user hurry", "assistant here");
    }

    @Test
    void theLimitOfRequestsHoldsForItToo() {
        bench.limits = new Limits(1, true, 3, Duration.ofSeconds(60));
        bench.model.then(steered("more", says("done")));
        assertThat(bench.run("go").outcome()).isEqualTo(TurnOutcome.LIMIT_REACHED);
        assertThat(bench.conversation.get().queued()).hasSize(1);
    }

    @Test
    void itIsOnTheDiskWhenItWasTaken() {
        bench.model.then(steered("remember", listener -> {
            SessionState asAfterAKill = bench.store.open(bench.session()).state();
            assertThat(asAfterAKill.queued()).extracting(Item.Message::text).containsExactly("remember");
            assertThat(asAfterAKill.turnOpen()).isTrue();
            says("done").give(listener);
        })).then(says("yes"));
        bench.run("go");
    }

    @Test
    void whatIsTakenBackIsNeverHeard() {
        bench.model.then(steered("no, wait", listener -> {
            assertThat(bench.queue.takeBack(any -> true)).extracting(Item.Message::text).containsExactly("no, wait");
            assertThat(bench.queue.takeBack(any -> true)).isEmpty();
            says("done").give(listener);
        }));
        assertThat(bench.run("go").requests()).isEqualTo(1);
        assertThat(bench.kinds()).contains("inputs_dropped");
    }

    @Test
    void itGoesWithAFork() {
        bench.model.then(steered("keep me", listener -> {
            SessionLog intruder = bench.store.open(bench.session());
            intruder.append(intruder.head(), List.of(new Entry.Title("mine")), Durability.NOW);
            intruder.close();
            calls("c1", "echo", "{\"text\":\"a\"}").give(listener);
        })).then(says("kept"));
        bench.run("go");
        assertThat(bench.events(Event.SessionForked.class)).hasSize(1);
        assertThat(bench.shortHistory()).contains("user keep me");
    }

    private Answer steered(String text, Answer then) {
        return listener -> {
            assertThat(bench.queue.offer(message(text))).isTrue();
            then.give(listener);
        };
    }

    private Item.Message message(String text) {
        return Item.Message.text(bench.services().ids().apply("q"), Role.USER, text);
    }

    private static ModelException refused() {
        return new ModelException(ModelException.Kind.REFUSED, 400, null, "no", null);
    }
}
