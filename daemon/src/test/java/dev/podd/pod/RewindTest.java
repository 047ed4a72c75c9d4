package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.model.ScriptedModel.saysThenHangs;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.results;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.approval.Option;
import dev.podd.hook.CallDecision;
import dev.podd.hook.Hook;
import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.json.Json;
import dev.podd.language.LanguageServers;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.EntryNotFoundException;
import dev.podd.log.Origin;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionState;
import dev.podd.log.StoredEntry;
import dev.podd.workspace.OpenDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that goes back to an earlier point, with and without its files. */
class RewindTest {
    @TempDir
    private Path temp;
    private PodsBench bench;
    private Pods pods;
    private Pod pod;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
        pods = bench.pods();
        pod = bench.open(pods, bench.request());
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        assertThat(bench.store.verify(pod.session()).intact()).isTrue();
        bench.close();
    }

    @Test
    void theConversationGoesOnFromThereAndNothingOfTheLogIsLost() throws InterruptedException {
        bench.model.then(says("one")).then(says("two"));
        pod.run(text("first"));
        PodSnapshot before = pod.snapshot();
        String there = lastEntry();
        pod.run(text("second"));
        List<StoredEntry> old = entries();
        PodSnapshot later = pod.snapshot();

        Rewound rewound = pods.rewind(pod.id(), there, false).await();

        assertThat(rewound).isEqualTo(new Rewound(before.session(), List.of(), List.of()));
        assertThat(pod.snapshot().history()).isEqualTo(before.history());
        assertThat(pod.snapshot().total()).as("what was spent stays spent").isEqualTo(later.total());
        assertThat(entries()).startsWith(old.toArray(StoredEntry[]::new));
        assertThat(entries().get(old.size()).payload()).isInstanceOfSatisfying(Entry.SegmentStart.class,
                start -> assertThat(start.rewoundFrom()).isEqualTo(new Origin(pod.session(), "1", there)));
        bench.model.forget().then(says("three"));
        pod.run(text("other"));
        assertThat(bench.model.requests().getLast().history()).extracting(item -> ((Item.Message) item).text())
                .containsExactly("first", "one", "other");
        assertRestoredAlike();
    }

    @Test
    void filesComeBackAndGoForthAgain() throws InterruptedException {
        bench.file("b.txt", "old\n");
        bench.model.then(says("ready"));
        pod.run(text("hello"));
        String before = lastEntry();
        writes("c1", "a.txt", "new\n");
        bench.model.then(calls("c2", "read", "{\"path\":\"b.txt\"}"));
        writes("c3", "b.txt", "changed\n");
        writes("c4", "b.txt", "changed again\n");
        bench.model.then(says("done"));
        pod.run(text("go"));
        String after = lastEntry();

        Rewound preview = pods.previewRewind(pod.id(), before, true).await();
        assertThat(bench.read("a.txt")).isEqualTo("new\n");
        assertThat(lastEntry()).isEqualTo(after);

        Rewound back = pods.rewind(pod.id(), before, true).await();

        assertThat(back).isEqualTo(preview);
        assertThat(back.restored()).containsExactlyInAnyOrder(file("a.txt"), file("b.txt"));
        assertThat(back.kept()).isEmpty();
        assertThat(Files.exists(file("a.txt"))).isFalse();
        assertThat(bench.read("b.txt")).isEqualTo("old\n");
        assertThat(pod.snapshot().state()).isEqualTo(PodState.IDLE);
        assertRestoredAlike();

        Rewound forth = pods.rewind(pod.id(), after, true).await();

        assertThat(forth.restored()).containsExactlyInAnyOrder(file("a.txt"), file("b.txt"));
        assertThat(bench.read("a.txt")).isEqualTo("new\n");
        assertThat(bench.read("b.txt")).isEqualTo("changed again\n");
        assertThat(results(pod)).hasSize(4);
    }

    @Test
    void whatThePersonChangedSinceStays() throws InterruptedException {
        bench.file("merged.txt", "1\n2\n3\n4\n5\n");
        bench.model.then(says("ready"));
        pod.run(text("hello"));
        String before = lastEntry();
        bench.model.then(calls("c1", "read", "{\"path\":\"merged.txt\"}"));
        writes("c2", "merged.txt", "one\n2\n3\n4\n5\n");
        writes("c3", "mine.txt", "the pod's\n");
        bench.model.then(says("done"));
        pod.run(text("go"));
        bench.file("merged.txt", "one\n2\n3\n4\nfive\n");
        bench.file("mine.txt", "my own\n");

        Rewound back = pods.rewind(pod.id(), before, true).await();

        assertThat(back.restored()).containsExactly(file("merged.txt"));
        assertThat(back.kept()).containsExactly(file("mine.txt"));
        assertThat(bench.read("merged.txt")).isEqualTo("1\n2\n3\n4\nfive\n");
        assertThat(bench.read("mine.txt")).isEqualTo("my own\n");
    }

    @Test
    void afterItAFileHasToBeReadBeforeItIsWritten() throws InterruptedException {
        bench.file("b.txt", "old\n");
        bench.model.then(says("ready"));
        pod.run(text("hello"));
        String before = lastEntry();
        bench.model.then(calls("c1", "read", "{\"path\":\"b.txt\"}")).then(says("read"));
        pod.run(text("read it"));
        pods.rewind(pod.id(), before, true).await();
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.forget().then(calls("c2", "write", "{\"path\":\"b.txt\",\"content\":\"x\"}")).then(says("ok"));
        pod.run(text("write it"));
        assertThat(results(pod)).singleElement().asString().contains("was not read in this session");
    }

    @Test
    void aRunningTurnRefusesItAndSoDoesAnEntryThatIsNotThere() throws InterruptedException {
        assertThatThrownBy(() -> pods.rewind(pod.id(), "1.1", false).await())
                .isInstanceOf(EntryNotFoundException.class);
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        RunningTurn turn = pod.begin(text("go"));
        said.await();
        assertThatThrownBy(() -> pods.rewind(pod.id(), "1.1", false).await()).isInstanceOf(PodException.PodBusy.class);
        pod.cancel();
        turn.await();
        int entries = entries().size();
        assertThatThrownBy(() -> pods.rewind(pod.id(), "1.99", true).await())
                .isInstanceOf(EntryNotFoundException.class);
        assertThat(entries()).hasSize(entries);
        pods.rewind(pod.id(), "1.1", true).await();
        assertThat(pod.snapshot().history()).isEmpty();
        assertRestoredAlike();
    }

    @Test
    void aPodCanBeTakenBackToAPauseAndResumed() throws InterruptedException {
        bench.file("a.txt", "text\n");
        boolean[] isPausing = {true};
        pod.addHook((Hook.PreToolCall) view -> isPausing[0] ? new CallDecision.Pause() : new CallDecision.Continue());
        bench.model.then(calls("c1", "read", "{\"path\":\"a.txt\"}"));
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.PAUSED);
        String paused = lastEntry();
        isPausing[0] = false;
        bench.model.then(says("one"));
        pod.resume();
        pods.rewind(pod.id(), paused, false).await();
        assertThat(pod.snapshot().state()).isEqualTo(PodState.PAUSED);
        bench.model.forget().then(says("two"));
        assertThat(pod.resume().message()).isEqualTo("two");
        assertThat(results(pod)).singleElement().asString().startsWith("OK");
    }

    @Test
    void whileFilesComeBackThePodIsBusyAndAnswersAndACancelLeavesTheRest() throws InterruptedException {
        String before = afterTwoWrites();
        HangingDocument document = new HangingDocument(file("open.txt"), "new\n");
        pod.attach(new Window(bench.person(), () -> List.of(document), LanguageServers.NONE));

        RunningRewind rewind = pods.rewind(pod.id(), before, true);
        document.asked.await();

        assertThat(pod.snapshot().history()).hasSize(2);
        assertThatThrownBy(() -> pod.begin(text("go"))).isInstanceOf(PodException.PodBusy.class)
                .hasMessageContaining("is being rewound");
        assertThatThrownBy(() -> pods.rewind(pod.id(), before, true)).isInstanceOf(PodException.PodBusy.class);
        assertThatThrownBy(() -> pod.compact(null)).isInstanceOf(PodException.PodBusy.class);
        pods.rename(pod.session(), "Answers still");
        pod.cancel();
        assertThat(rewind.await())
                .isEqualTo(new Rewound(pod.session(), List.of(file("new/a.txt")), List.of(file("open.txt"))));
        assertThat(file("new")).as("a folder that a tool made").doesNotExist();
        bench.model.forget().then(says("again"));
        assertThat(pod.run(text("go")).message()).isEqualTo("again");
    }

    @Test
    void aPodThatIsClosedWaitsForNoEditor() throws InterruptedException {
        String before = afterTwoWrites();
        HangingDocument document = new HangingDocument(file("open.txt"), "new\n");
        pod.attach(new Window(bench.person(), () -> List.of(document), LanguageServers.NONE));
        RunningRewind rewind = pods.rewind(pod.id(), before, true);
        document.asked.await();
        pod.close();
        assertThat(rewind.await().kept()).containsExactly(file("open.txt"));
    }

    private String afterTwoWrites() throws InterruptedException {
        bench.file("open.txt", "old\n");
        bench.model.then(says("ready"));
        pod.run(text("hello"));
        String before = lastEntry();
        bench.model.then(calls("c0", "read", "{\"path\":\"open.txt\"}"));
        writes("c1", "open.txt", "new\n");
        writes("c2", "new/a.txt", "new\n");
        bench.model.then(says("done"));
        pod.run(text("go"));
        return before;
    }

    /** A document that an editor has open, and never changes as it is asked to. */
    private static final class HangingDocument implements OpenDocument {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Path file;
        private final String text;

        HangingDocument(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        @Override
        public Path file() {
            return file;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Instant typedAt() {
            return Instant.EPOCH;
        }

        @Override
        public boolean counts(Instant written) {
            return true;
        }

        @Override
        public boolean replace(String label, String wanted) throws InterruptedException {
            asked.countDown();
            new CountDownLatch(1).await();
            return true;
        }
    }

    private void writes(String call, String path, String content) {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls(call, "write",
                Json.write(Json.object().put("path", path).put("content", content))));
    }

    private Path file(String name) {
        return bench.folder.resolve(name);
    }

    private String lastEntry() {
        return entries().getLast().entry();
    }

    private List<StoredEntry> entries() {
        return Entries.of(bench.store, pod.session());
    }

    private void assertRestoredAlike() {
        try (SessionLog log = bench.store.open(pod.session())) {
            SessionState state = log.state();
            assertThat(state.history()).isEqualTo(pod.snapshot().history());
            assertThat(state.total()).isEqualTo(pod.snapshot().total());
            assertThat(state.turnOpen()).isFalse();
        }
    }
}
