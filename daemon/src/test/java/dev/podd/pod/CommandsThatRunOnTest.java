package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import dev.podd.change.Selection;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.StoredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands of the real shell tool change in files when they do not end as others do: jobs, cancels, time limits. */
class CommandsThatRunOnTest {
    @TempDir
    private Path temp;
    private PodsBench bench;
    private Pods pods;
    private Pod pod;
    private String before;
    private int calls;

    @BeforeEach
    void open() throws Exception {
        bench = new PodsBench(temp);
        bench.file("a.txt", "one\ntwo\n");
        pods = bench.pods();
        pod = bench.open(pods, bench.request());
        bench.model.then(says("ready"));
        pod.run(text("hello"));
        before = entries().getLast().entry();
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    private void shell(String command, String more) {
        bench.model.then(calls("c" + ++calls, "shell",
                "{\"command\":\"" + command + "\"" + more + "}"));
    }

    private void job(String command) {
        shell(command, ",\"background\":true");
    }

    private TurnResult go() throws InterruptedException {
        bench.model.then(says("done"));
        return pod.run(text("go"));
    }

    private List<StoredEntry> entries() {
        return Entries.of(bench.store, pod.session());
    }

    private List<String> recorded() {
        return entries().stream().map(StoredEntry::payload).filter(Entry.FileChange.class::isInstance)
                .map(entry -> ((Entry.FileChange) entry).call() + " "
                        + bench.folder.relativize(Path.of(((Entry.FileChange) entry).path())))
                .toList();
    }

    private List<Path> pending() throws InterruptedException {
        return pods.reviews().list(new Selection.OfSession(pod.session(), null)).stream().map(file -> file.file())
                .toList();
    }

    private Path file(String name) {
        return bench.folder.resolve(name);
    }

    private void awaitFile(String name) {
        while (!Files.exists(file(name))) {
            Thread.onSpinWait();
        }
    }

    /** Is released when a file has hunks. */
    private CountDownLatch hunksOf(String name) {
        CountDownLatch told = new CountDownLatch(1);
        pods.reviews().listen(file -> {
            if (file.equals(file(name))) {
                told.countDown();
            }
        });
        return told;
    }

    private void assertThatARewindTakesItBack() throws InterruptedException {
        Rewound back = pods.rewind(pod.id(), before, true).await();

        assertThat(back.restored()).containsExactlyInAnyOrder(file("a.txt"), file("new.txt"));
        assertThat(back.kept()).isEmpty();
        assertThat(bench.read("a.txt")).isEqualTo("one\ntwo\n");
        assertThat(file("new.txt")).doesNotExist();
    }

    @Test
    void ofAJobThatEndsByItselfBetweenTurns() throws Exception {
        job("until [ -e go ]; do sleep 0.01; done; rm go; sed -i s/two/2/ a.txt; echo x > new.txt");
        go();
        CountDownLatch told = hunksOf("new.txt");

        bench.file("go", "");
        told.await();

        assertThat(pending()).containsExactly(file("a.txt"), file("new.txt"));
        assertThatARewindTakesItBack();
    }

    @Test
    void ofAJobThatRunsOnWhenTheTurnEnds() throws Exception {
        job("sed -i s/two/2/ a.txt; echo x > new.txt; touch .ready; sleep 1000");
        shell("until [ -e .ready ]; do sleep 0.01; done; rm .ready", "");
        go();

        assertThat(pending()).containsExactly(file("a.txt"), file("new.txt"));
        assertThat(entries().getLast().payload()).isInstanceOf(Entry.TurnEnded.class);
        assertThatARewindTakesItBack();
    }

    @Test
    void ofAJobThatWritesRightBeforeARewind() throws Exception {
        job("until [ -e .go ]; do sleep 0.01; done; sed -i s/two/2/ a.txt; echo x > new.txt; rm .go; sleep 1000");
        go();
        bench.file(".go", "");
        while (Files.exists(file(".go"))) {
            Thread.onSpinWait();
        }

        assertThatARewindTakesItBack();
    }

    @Test
    void ofAJobThatIsEndedWithItsPod() throws Exception {
        job("sed -i s/two/2/ a.txt; until [ -e .go ]; do sleep 0.01; done; echo x > new.txt; rm .go; sleep 1000");
        go();
        bench.file(".go", "");
        while (Files.exists(file(".go"))) {
            Thread.onSpinWait();
        }

        pod.close();

        assertThat(recorded()).containsExactlyInAnyOrder("c1 a.txt", "c1 new.txt");
    }

    @Test
    void ofACommandThatIsCancelled() throws Exception {
        shell("sed -i s/two/2/ a.txt; echo x > new.txt; touch .ready; sleep 1000", "");
        RunningTurn turn = pod.begin(text("go"));
        awaitFile(".ready");
        CountDownLatch told = hunksOf("new.txt");
        Files.delete(file(".ready"));

        turn.cancel();

        assertThat(turn.await().outcome()).isEqualTo(TurnOutcome.CANCELLED);
        told.await();
        assertThat(pending()).containsExactly(file("a.txt"), file("new.txt"));
        assertThatARewindTakesItBack();
    }

    @Test
    void ofACommandThatRunsOutOfTime() throws Exception {
        shell("sed -i s/two/2/ a.txt; echo x > new.txt; sleep 1000", ",\"timeout\":1");
        go();

        assertThat(pending()).containsExactly(file("a.txt"), file("new.txt"));
        assertThatARewindTakesItBack();
    }

    @Test
    void whatOthersWriteWhileAJobRunsIsNotTheJobs() throws Exception {
        bench.file("mine.txt", "mine\n");
        job("sleep 1000");
        bench.answers.addAll(List.of(allow(Option.Kind.ALLOW_ONCE), allow(Option.Kind.ALLOW_ONCE)));
        bench.model.then(calls("r1", "read", "{\"path\":\"a.txt\"}"));
        bench.model.then(calls("e1", "edit",
                "{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"two\",\"new_string\":\"2\"}]}"));
        bench.model.then(calls("w1", "write", "{\"path\":\"new.txt\",\"content\":\"x\\n\"}"));
        go();
        bench.file("mine.txt", "typed\n");
        pods.reviews().saved(file("mine.txt"));
        shell("kill %1", "");
        go();

        assertThat(recorded()).containsExactly("e1 a.txt", "w1 new.txt");
        assertThat(bench.read("mine.txt")).isEqualTo("typed\n");
    }

    @Test
    void whatAJobWritesIntoWhatAToolHasWrittenIsACommands() throws IOException, InterruptedException {
        job("until grep -q 2 a.txt; do sleep 0.01; done; echo three >> a.txt; touch .ready; sleep 1000");
        bench.answers.addAll(List.of(allow(Option.Kind.ALLOW_ONCE), allow(Option.Kind.ALLOW_ONCE)));
        bench.model.then(calls("r1", "read", "{\"path\":\"a.txt\"}"));
        bench.model.then(calls("e1", "edit",
                "{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"two\",\"new_string\":\"2\"}]}"));
        shell("until [ -e .ready ]; do sleep 0.01; done; rm .ready", "");
        go();

        // The job's, if it was faster than the look before the second command; else nobody knows which of the two it was.
        assertThat(recorded()).filteredOn(each -> each.endsWith(" a.txt")).hasSize(2).startsWith("e1 a.txt")
                .element(1).isIn("c1 a.txt", "c2 a.txt");
        assertThat(pods.rewind(pod.id(), before, true).await().restored()).containsExactly(file("a.txt"));
        assertThat(bench.read("a.txt")).isEqualTo("one\ntwo\n");
    }
}
