package dev.podd.pod;

import static dev.podd.model.ScriptedModel.says;
import static dev.podd.model.ScriptedModel.saysThenHangs;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.event.Event;
import dev.podd.item.TurnOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a manifest, which are real commands. */
final class CommandHooksOfAPodTest {
    @TempDir
    private Path temp;
    private PodsBench bench;

    /** Waits for a file with its answer; one with "plain" in its view has a file of its own. */
    private static final String DECIDE = "v=$(cat); case $v in *plain*) a=answer-to-plain.json;; *) a=answer.json;; esac;"
            + " echo asked > asked; while [ ! -e $a ]; do sleep 0.02; done; cat $a";

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    private Pod podWith(String point, String command) {
        bench.file(".podd/pod.toml", "[[hooks." + point + "]]\ncommand = '''" + command + "'''\n");
        return bench.open(bench.pods(), bench.request());
    }

    private static TurnResult runAndCancel(Pod pod, CountDownLatch when) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TurnResult> turn = threads.submit(() -> pod.run(text("go")));
            when.await();
            pod.cancel();
            return turn.get();
        }
    }

    private void awaitFile(String name) throws InterruptedException {
        while (!Files.exists(bench.folder.resolve(name))) {
            Thread.sleep(5);
        }
    }

    @Test
    void aCancelIsAnsweredBeforeTheHooksThatHearOfItHaveRun() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = podWith("on_abort", "while [ ! -e go ]; do sleep 0.02; done; echo told > told");
        assertThat(runAndCancel(pod, said).outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThat(bench.folder.resolve("told")).doesNotExist();
        bench.model.then(says("next"));
        assertThat(pod.run(text("again")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        bench.file("go", "");
        awaitFile("told");
    }

    @Test
    void aSecondCancelStopsTheHooksThatHearOfTheFirst() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = podWith("on_abort", "echo begun > begun; sleep 60; echo ended > ended");
        RunningTurn turn = pod.begin(text("go"));
        said.await();
        pod.cancel();
        turn.await();
        awaitFile("begun");
        pod.cancel();
        turn.awaitAbortHooks();
        assertThat(bench.folder.resolve("ended")).doesNotExist();
    }

    @Test
    void aPodClosesWhileAHookHangs() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = podWith("on_abort", "sleep 60");
        RunningTurn turn = pod.begin(text("go"));
        said.await();
        pod.close();
        turn.awaitAbortHooks();
        assertThat(turn.await().outcome()).isEqualTo(TurnOutcome.CANCELLED);
    }

    @Test
    void messagesThatAreNoTextsAreSaidToBeNoneAndTheTurnEnds() throws InterruptedException {
        Pod pod = podWith("on_turn_end", "cat answer.json");
        for (String messages : List.of("\"x\"", "[{\"text\":\"x\"}]", "[null]", "[\"  \"]", "[]", "null")) {
            bench.file("answer.json", "{\"decision\":\"continue_with\",\"messages\":" + messages + "}");
            bench.model.then(says("done"));
            TurnResult result = pod.run(text("go"));
            assertThat(result.outcome()).as("%s", result.error()).isEqualTo(TurnOutcome.FINISHED);
            assertThat(bench.events(Event.Warning.class)).last().asString()
                    .contains("on_turn_end", "\"messages\"", "list of texts");
        }
    }

    @Test
    void theWarningOfAHookThatFailsSaysTheEndOfItsErrors() throws InterruptedException {
        Pod pod = podWith("on_turn_end", "seq 100000 >&2; echo ValueError: x >&2; exit 1");
        bench.model.then(says("done"));

        pod.run(text("go"));

        assertThat(bench.events(Event.Warning.class)).last().asString()
                .contains("ended with exit code 1: ValueError: x");
    }

    @Test
    void aRefusedPromptLeavesNothingToResume() throws InterruptedException {
        Pod pod = podWith("on_prompt_submit", "echo '{\"decision\":\"refuse\",\"reason\":\"no\"}'");
        assertThat(pod.run(text("go")).error()).extracting("code").isEqualTo("promptRefused");
        assertThatThrownBy(pod::resume).isInstanceOf(PodException.NotPaused.class)
                .hasMessageContaining("a hook refused the prompt of the last turn");
        Pod again = reopened(pod);
        assertThatThrownBy(again::resume).isInstanceOf(PodException.NotPaused.class);
        assertThat(bench.model.requests()).isEmpty();
    }

    @Test
    void aPromptWhoseHookWasCancelledIsDecidedAboutWhenTheTurnIsResumed() throws Exception {
        Pod pod = podWith("on_prompt_submit", DECIDE);
        assertThat(cancelWhileDecided(pod, "my secret").outcome()).isEqualTo(TurnOutcome.CANCELLED);
        Pod again = reopened(pod);
        bench.file("answer.json", "{\"decision\":\"continue\"}");
        bench.model.then(says("heard"));
        assertThat(again.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.model.requests().getFirst().history()).asString().contains("my secret");
    }

    @Test
    void aPromptThatNobodyDecidedAboutIsRefusedBeforeTheModelSeesItLater() throws Exception {
        Pod pod = podWith("on_prompt_submit", DECIDE);
        cancelWhileDecided(pod, "my secret");
        bench.file("answer.json", "{\"decision\":\"refuse\",\"reason\":\"secrets\"}");
        assertThat(pod.resume().error()).extracting("code").isEqualTo("promptRefused");
        assertThatThrownBy(pod::resume).isInstanceOf(PodException.NotPaused.class);
        Files.delete(bench.folder.resolve("answer.json"));
        cancelWhileDecided(pod, "another secret");
        bench.file("answer.json", "{\"decision\":\"refuse\",\"reason\":\"secrets\"}");
        bench.file("answer-to-plain.json", "{\"decision\":\"continue\"}");
        bench.model.then(says("fine"));
        assertThat(pod.run(text("plain")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.model.requests().getFirst().history()).asString().contains("plain").doesNotContain("secret");
        assertThat(bench.events(Event.Warning.class)).last().asString()
                .contains("an earlier prompt was refused: secrets");
    }

    private Pod reopened(Pod pod) {
        String session = pod.session();
        pod.close();
        return bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, null, session, true, bench.client()));
    }

    private TurnResult cancelWhileDecided(Pod pod, String prompt) throws Exception {
        Files.deleteIfExists(bench.folder.resolve("asked"));
        RunningTurn turn = pod.begin(text(prompt));
        awaitFile("asked");
        pod.cancel();
        return turn.await();
    }
}
