package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.fails;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.approval.Option;
import dev.podd.event.CompactionStatus;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.hook.CallDecision;
import dev.podd.hook.Hook;
import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ScriptedModel;
import dev.podd.usage.TokenCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PodCompactionTest {
    private static final String LONG = "word ".repeat(600);
    private static final String SUMMARY = "## Original Task\nCount.";

    @TempDir
    private Path temp;
    private PodsBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        assertThat(bench.small.isScriptDone()).as("the other model's script was played").isTrue();
    }

    private Pod pod(String compaction) {
        return bench.open(bench.pods(), bench.request().with("{\"compaction\":" + compaction + "}", true));
    }

    private static String summary(Pod pod) {
        return ((Item.Message) pod.snapshot().history().getFirst()).text();
    }

    /** Says it when the latch opens. */
    private static ScriptedModel.Answer later(String text, CountDownLatch asked, CountDownLatch when) {
        return listener -> {
            asked.countDown();
            when.await();
            says(text).give(listener);
        };
    }

    private static ScriptedModel.Answer measuring(long tokens, String text) {
        return listener -> says(text).give(event -> listener.accept(event instanceof ModelEvent.Tokens
                ? new ModelEvent.Tokens(new TokenCounts(tokens, 0L, 0L, 1L)) : event));
    }

    /** Returns when the Pod has told of such an event. */
    private CountDownLatch told(Pod pod, Class<? extends Event> type) {
        CountDownLatch latch = new CountDownLatch(1);
        pod.watch(null, event -> {
            if (type.isInstance(event.event())) {
                latch.countDown();
            }
        });
        return latch;
    }

    @Test
    void anIdlePodIsCompactedWhenItsTurnHasFilledTheContext() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        CountDownLatch done = told(pod, Event.CompactionDone.class);
        bench.model.then(says(LONG)).then(measuring(4500, "two")).then(says(SUMMARY));
        pod.run(text("one"));
        pod.run(text("two"));
        done.await();
        assertThat(summary(pod)).contains("[User] one", SUMMARY);
        assertThat(pod.snapshot().usageHistory()).isEmpty();
        assertThat(pod.snapshot().total().input()).isEqualTo(4700);
        List<PodEvent> told = List.copyOf(bench.events);
        assertThat(told).extracting(PodEvent::seq).isSorted();
        assertThat(bench.store.read(pod.session(), "2", null, 1).entries()).isNotEmpty();
    }

    @Test
    void aPromptDoesNotWaitForTheSummaryAndTheSessionKeepsItsId() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch done = told(pod, Event.CompactionDone.class);
        bench.model.then(says(LONG)).then(measuring(4500, "two")).then(later(SUMMARY, asked, answer))
                .then(says("three"));
        pod.run(text("one"));
        pod.run(text("two"));
        asked.await();
        String session = pod.session();
        assertThat(pod.snapshot().compaction().state()).isEqualTo(CompactionStatus.State.RUNNING);
        assertThat(pod.run(text("three")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        answer.countDown();
        done.await();
        assertThat(pod.session()).isEqualTo(session);
        assertThat(summary(pod)).contains(SUMMARY);
        assertThat(pod.snapshot().history()).last().extracting(item -> ((Item.Message) item).text()).isEqualTo("three");
    }

    @Test
    void aCallerThatJoinedAndStopsWaitingLeavesTheSummaryThatThePodBegan() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch done = told(pod, Event.CompactionDone.class);
        bench.model.then(says(LONG)).then(measuring(4500, "two")).then(later(SUMMARY, asked, answer));
        pod.run(text("one"));
        pod.run(text("two"));
        asked.await();
        assertThat(interruptedWhileItCompacts(pod)).isTrue();
        answer.countDown();
        done.await();
        assertThat(bench.events(Event.CompactionFailed.class)).isEmpty();
    }

    @Test
    void ofTwoCallersThatAskOneMayStopWaiting() throws InterruptedException {
        Pod pod = pod("{\"threshold\":90000}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        bench.model.then(says(LONG)).then(says("two")).then(later(SUMMARY, asked, answer));
        pod.run(text("one"));
        pod.run(text("two"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Compacted> first = threads.submit(() -> pod.compact(1));
            asked.await();
            assertThat(interruptedWhileItCompacts(pod)).isTrue();
            answer.countDown();
            assertThat(first.get().segment()).isEqualTo("2");
        } catch (ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Whether the second of two callers, interrupted, ends by that. */
    private static boolean interruptedWhileItCompacts(Pod pod) {
        Thread.currentThread().interrupt(); // seen as soon as it waits
        try {
            pod.compact(1);
            return false;
        } catch (InterruptedException stopped) {
            return true;
        }
    }

    @Test
    void wherePoddEndsWithTheTurnTheSummaryIsMadeBesideTheNextOne() throws InterruptedException {
        OpenRequest request = bench.request().with("{\"compaction\":{\"threshold\":4000}}", true).endingWithTurn();
        Pods first = bench.pods();
        Pod pod = bench.open(first, request);
        bench.model.then(says(LONG)).then(measuring(4500, "two"));
        pod.run(text("one"));
        pod.run(text("two"));
        assertThat(bench.events(Event.CompactionStarted.class)).isEmpty();
        CountDownLatch done = told(pod, Event.CompactionDone.class);
        bench.model.then(says(SUMMARY)).then(says("three"));
        // whichever of the two asks first gets the first answer; both are texts
        pod.run(text("three"));
        done.await();
        assertThat(bench.events(Event.CompactionStarted.class)).containsExactly(new Event.CompactionStarted(true));
    }

    @Test
    void anotherModelSummarises() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000,\"provider\":{\"kind\":\"openai-compatible\",\"model\":\"small\","
                + "\"base_url\":\"http://127.0.0.1:9/v1\"}}");
        bench.model.then(says(LONG)).then(says("two"));
        bench.small.then(says(SUMMARY));
        pod.run(text("one"));
        pod.run(text("two"));
        Compacted compacted = pod.compact(1);
        assertThat(compacted.segment()).isEqualTo("2");
        assertThat(compacted.after()).isLessThan(compacted.before() + 2000);
        assertThat(summary(pod)).contains(SUMMARY);
        assertThat(bench.small.summaries()).hasSize(1);
    }

    @Test
    void filesTouchedLastFollowTheSummaryAndCountAsRead() throws InterruptedException {
        bench.file("a.txt", "old\n");
        Pod pod = pod("{\"threshold\":8000}");
        bench.model.then(calls("c1", "read", "{\"path\":\"a.txt\"}")).then(says(LONG)).then(says("two"))
                .then(says(SUMMARY));
        pod.run(text("read it"));
        pod.run(text("two"));
        bench.file("a.txt", "changed by the person\n");
        pod.compact(1);
        assertThat(((Item.Message) pod.snapshot().history().get(1)).text()).contains("a.txt:\nchanged by the person");
        bench.answers.add(PodsBench.allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c2", "edit",
                "{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"changed\",\"new_string\":\"mended\"}]}"))
                .then(says("done"));
        assertThat(pod.run(text("mend it")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.read("a.txt")).isEqualTo("mended by the person\n");
    }

    @Test
    void withNothingToSummariseNothingHappens() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        Compacted empty = pod.compact(null);
        assertThat(empty.before()).isEqualTo(empty.after());
        bench.model.then(says("one"));
        pod.run(text("one"));
        Compacted short1 = pod.compact(null);
        assertThat(short1.before()).isEqualTo(short1.after());
        assertThat(bench.events(Event.CompactionStarted.class)).isEmpty();
    }

    @Test
    void aSummaryThatFailsIsToldToWhoAskedForIt() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        bench.model.then(says(LONG)).then(says("two"))
                .then(fails(new ModelException(ModelException.Kind.REFUSED, 400, null, "no", null)));
        pod.run(text("one"));
        pod.run(text("two"));
        assertThatThrownBy(() -> pod.compact(1)).isInstanceOf(PodException.CompactionFailed.class)
                .hasMessageContaining("no");
        assertThat(pod.snapshot().compaction().failures()).isEqualTo(1);
    }

    @Test
    void aPausedPodIsNotCompacted() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        pod.addHook((Hook.PreToolCall) view -> new CallDecision.Pause());
        bench.model.then(calls("c1", "list", "{}"));
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.PAUSED);
        assertThatThrownBy(() -> pod.compact(null)).isInstanceOf(PodException.PodBusy.class)
                .hasMessageContaining("paused");
        assertThatThrownBy(() -> pod.compact(null)).isInstanceOf(PodException.PodBusy.class);
    }

    @Test
    void askedForInATurnItTakesHoldBeforeTheNextRequest() throws InterruptedException {
        Pod pod = pod("{\"threshold\":9000}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        bench.model.then(says(LONG)).then(says("two"));
        pod.run(text("one"));
        pod.run(text("two"));
        CountDownLatch summarised = new CountDownLatch(1);
        bench.model.then(listener -> {
            asked.countDown();
            answer.await();
            calls("c1", "list", "{}").give(listener);
        }).then(listener -> {
            says(SUMMARY).give(listener);
            summarised.countDown();
        }).then(says("done"));
        RunningTurn turn = pod.begin(text("three"));
        asked.await();
        CountDownLatch compacted = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                pod.compact(1);
                compacted.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        summarised.await();
        answer.countDown();
        assertThat(turn.await().outcome()).isEqualTo(TurnOutcome.FINISHED);
        compacted.await();
        assertThat(summary(pod)).contains(SUMMARY);
    }

    @Test
    void whoeverStopsWaitingForTheSummaryOfATurnDoesNotEndTheTurn() throws InterruptedException {
        Pod pod = pod("{\"threshold\":false,\"request_threshold\":4000}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        bench.model.then(says(LONG)).then(measuring(4500, "two")).then(later(SUMMARY, asked, answer))
                .then(says("three"));
        pod.run(text("one"));
        pod.run(text("two"));
        RunningTurn turn = pod.begin(text("three"));
        asked.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pod.compact(null)).isInstanceOf(InterruptedException.class);
        answer.countDown();
        assertThat(turn.await().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(summary(pod)).contains(SUMMARY);
    }

    @Test
    void aCompactedSessionComesBackExactly() throws InterruptedException {
        Pod pod = pod("{\"threshold\":4000}");
        bench.model.then(says(LONG)).then(says("two")).then(says(SUMMARY)).then(says("three"));
        pod.run(text("one"));
        pod.run(text("two"));
        pod.compact(1);
        pod.run(text("three"));
        PodSnapshot before = pod.snapshot();
        pod.close();
        Pod restored = bench.open(bench.pods(), new OpenRequest(bench.folder, null, null, before.session(), true,
                bench.client()));
        PodSnapshot after = restored.snapshot();
        assertThat(after.history()).isEqualTo(before.history());
        assertThat(after.usageHistory()).isEqualTo(before.usageHistory());
        assertThat(after.total()).isEqualTo(before.total());
    }
}
