package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import dev.podd.change.Selection;
import dev.podd.item.TurnOutcome;
import dev.podd.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model hears of what became of its changes, whatever fails on the way. */
final class ReviewNewsTest {
    private static final String UNDONE = "the person undid your change of line 2 (zwei)";

    private static final Selection EVERYTHING = new Selection.All(List.of());

    @TempDir
    private Path temp;
    private PodsBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
        bench.file("a.txt", "one\ntwo\nthree\nfour\nfive\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void areToldAgainWhereTheyWereNotRecorded() throws InterruptedException {
        Pods pods = bench.pods();
        Pod pod = edited(pods, bench.model, "two", "zwei");
        undo(pods, pod.session());
        assertThat(pods.reviews().notes().news(pod.session(), Path::toString)).get()
                .satisfies(lost -> assertThat(lost.lines()).singleElement().asString().contains(UNDONE));
        assertThat(heard(pod)).contains(UNDONE);
        assertThat(heard(pod)).as("once").containsOnlyOnce(UNDONE);
    }

    @Test
    void areToldWhereTheSessionThatHoldsTheFileTakesNothing() throws InterruptedException {
        Pods before = bench.pods();
        Pod first = edited(before, bench.model, "two", "zwei");
        String session = first.session();
        first.close();
        edited(before, bench.small, "four", "vier").close();
        undo(before, session);
        before.close();
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, request(null, session));
        bench.isFull = true;
        assertThat(heard(pod)).contains(UNDONE);
        assertThat(heard(pod)).as("once").containsOnlyOnce(UNDONE);
    }

    @Test
    void sayNothingOfAChangeInAFileThatAnotherPodDeleted() throws InterruptedException {
        Pods before = bench.pods();
        Pod first = edited(before, bench.model, "two", "zwei");
        String session = first.session();
        first.close();
        bench.small.then(calls("c1", "shell", "{\"command\":\"rm a.txt\"}")).then(says("done"));
        bench.open(before, request("{\"provider\":{\"model\":\"small\"}}", null)).run(text("go"));
        before.close();
        Pods pods = bench.pods();
        assertThat(pods.reviews().list(EVERYTHING)).isEmpty();
        assertThat(heard(bench.open(pods, request(null, session)))).doesNotContain("out by hand");
    }

    @Test
    void sayNothingOfAFileThatWasDecidedAboutWhileAnOlderSessionNamedItStill() throws InterruptedException {
        Pods first = bench.pods();
        edited(first, bench.model, "two", "zwei").close();
        bench.isFull = true;
        edited(first, bench.small, "four", "vier");
        bench.isFull = false;
        first.close();
        Pods second = bench.pods();
        assertThat(second.reviews().keep(EVERYTHING).kept()).hasSize(2);
        second.close();
        assertThat(bench.pods().reviews().list(EVERYTHING)).isEmpty();
    }

    private OpenRequest request(@Nullable String overlay, @Nullable String session) {
        return new OpenRequest(bench.folder, null, overlay, session, true, bench.client());
    }

    private Pod edited(Pods pods, ScriptedModel model, String old, String fresh) throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        model.then(calls("c1", "read", "{\"path\":\"a.txt\"}"))
                .then(calls("c2", "edit",
                        "{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"%s\",\"new_string\":\"%s\"}]}"
                                .formatted(old, fresh)))
                .then(says("done"));
        String overlay = model == bench.small ? "{\"provider\":{\"model\":\"small\"}}" : null;
        Pod pod = bench.open(pods, request(overlay, null));
        assertThat(pod.run(text("go")).error()).isNull();
        assertThat(bench.read("a.txt")).as(PodsBench.results(pod).toString()).contains(fresh);
        return pod;
    }

    private static void undo(Pods pods, String session) throws InterruptedException {
        assertThat(pods.reviews().undo(new Selection.OfSession(session, null)).undone()).hasSize(1);
    }

    /** All that the model is sent in the next turn. */
    private String heard(Pod pod) throws InterruptedException {
        bench.model.then(says("I see"));
        assertThat(pod.run(text("Well?")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        return bench.model.requests().getLast().history().toString();
    }
}
