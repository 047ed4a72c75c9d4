package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import dev.podd.change.Decided;
import dev.podd.change.FileHunks;
import dev.podd.change.Selection;
import dev.podd.item.Item;
import dev.podd.log.Hunk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a Pod that wait for the person: how long, and what becomes of them. */
class ReviewsTest {
    private static final Selection ALL = new Selection.All(List.of());

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
        bench.file("a.txt", "one\ntwo\nthree\nfour\nfive\n");
        bench.file("b.txt", "one\ntwo\n");
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    /** A turn that replaces one word. */
    private void edit(String file, String word, String by) throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("r-" + by, "read", "{\"path\":\"" + file + "\"}"))
                .then(calls("e-" + by, "edit", "{\"path\":\"" + file + "\",\"edits\":[{\"old_string\":\"" + word
                        + "\",\"new_string\":\"" + by + "\"}]}"))
                .then(says("done"));
        pod.run(text("edit"));
    }

    private static List<String> pending(Pods of) throws InterruptedException {
        return of.reviews().list(ALL).stream().flatMap(each -> each.hunks().stream()
                .map(hunk -> each.file().getFileName() + " " + (hunk.from() + 1))).toList();
    }

    @Test
    void whatIsPendingForThirtyDaysCountsAsKept() throws InterruptedException {
        edit("a.txt", "two", "zwei");
        bench.now = bench.now.plus(Duration.ofDays(20));
        edit("a.txt", "four", "vier");
        assertThat(pending(pods)).containsExactly("a.txt 2", "a.txt 4");
        bench.now = bench.now.plus(Duration.ofDays(11));
        assertThat(pending(pods)).containsExactly("a.txt 4");
        assertThat(pending(bench.pods())).as("after a restart").containsExactly("a.txt 4");
        Decided undone = pods.reviews().undo(ALL);
        assertThat(undone.undone()).hasSize(1);
        assertThat(bench.read("a.txt")).isEqualTo("one\nzwei\nthree\nfour\nfive\n");
    }

    @Test
    void whatFallsOutOfTheQuotaOfCheckpointsCountsAsKept() throws InterruptedException {
        edit("a.txt", "two", "zwei");
        pod.close();
        pod = bench.open(pods, bench.request());
        bench.model.forget();
        edit("b.txt", "two", "deux");
        bench.store.trimCheckpoints(0, () -> true);
        pods.reviews().forgetDropped();
        assertThat(pending(pods)).as("of an open session nothing is dropped").containsExactly("b.txt 2");
        assertThat(pending(bench.pods())).as("after a restart").containsExactly("b.txt 2");
        assertThat(bench.read("a.txt")).isEqualTo("one\nzwei\nthree\nfour\nfive\n");
    }

    @Test
    void aTurnIsUndoneAndAFileIsKept() throws InterruptedException {
        edit("a.txt", "two", "zwei");
        edit("a.txt", "four", "vier");
        edit("b.txt", "one", "un");
        Selection second = new Selection.OfSession(pod.session(), 2);
        assertThat(pods.reviews().undo(second).undone()).hasSize(1);
        assertThat(bench.read("a.txt")).isEqualTo("one\nzwei\nthree\nfour\nfive\n");
        assertThat(pods.reviews().keep(new Selection.OfFile(bench.folder.resolve("a.txt"))).kept()).hasSize(1);
        assertThat(pending(pods)).containsExactly("b.txt 1");
        assertThat(pods.reviews().undo(new Selection.OfSession(pod.session(), null)).undone()).hasSize(1);
        assertThat(bench.read("a.txt")).isEqualTo("one\nzwei\nthree\nfour\nfive\n");
        assertThat(bench.read("b.txt")).isEqualTo("one\ntwo\n");
    }

    @Test
    void theModelHearsOnceOfWhatThePersonMended() throws InterruptedException {
        edit("a.txt", "two", "zwei und");
        bench.file("a.txt", "one\nzwei und drei\nthree\nfour\nfive\n");
        FileHunks mended = pods.reviews().list(ALL).getFirst();
        assertThat(mended.hunks()).singleElement().matches(Hunk::mended);
        bench.model.then(says("I see")).then(says("well"));
        pod.run(text("Well?"));
        pod.run(text("And now?"));
        assertThat(pod.snapshot().history().stream().filter(Item.Message.class::isInstance)
                .map(each -> ((Item.Message) each).text()).filter(said -> said.contains("What the person did")))
                .containsExactly(
                        "[What the person did with your changes since]\n- a.txt: the person has changed what you"
                                + " wrote in line 2, which now read:\nzwei und drei");
    }
}
