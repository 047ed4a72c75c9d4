package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.results;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of one answer that work on the same file, with the real tools. */
final class DependentCallsTest {
    @TempDir
    private Path temp;
    private PodsBench bench;
    private Pod pod;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
        bench.answers.addAll(Collections.nCopies(4, allow(Option.Kind.ALLOW_ONCE)));
        pod = bench.open(bench.pods(), bench.request());
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    private void run(String... callsOfOneAnswer) throws InterruptedException {
        bench.model.then(calls(callsOfOneAnswer)).then(says("done"));
        pod.run(text("go"));
    }

    private static String edit(String path, String from, String to) {
        return "{\"path\":\"" + path + "\",\"edits\":[{\"old_string\":\"" + from + "\",\"new_string\":\"" + to
                + "\"}]}";
    }

    @Test
    void anEditSeesTheFileThatAnEarlierWriteMade() throws InterruptedException {
        run("c1", "write", "{\"path\":\"a.txt\",\"content\":\"one\\n\"}", "c2", "edit", edit("a.txt", "one", "two"));
        assertThat(results(pod)).containsExactly("OK created a.txt: 1 line", "OK edited a.txt: now reads");
        assertThat(bench.read("a.txt")).isEqualTo("two\n");
    }

    @Test
    void anEditSeesWhatAnEarlierEditPutIn() throws InterruptedException {
        bench.file("a.txt", "uno\n");
        run("c1", "read", "{\"path\":\"a.txt\"}", "c2", "edit", edit("a.txt", "uno", "eins"), "c3", "edit",
                edit("a.txt", "eins", "ein"));
        assertThat(results(pod)).containsExactly("OK a.txt: 1 line", "OK edited a.txt: now reads",
                "OK edited a.txt: now reads");
        assertThat(bench.read("a.txt")).isEqualTo("ein\n");
    }

    @Test
    void aQuestionShowsTheChangeAgainstWhatEarlierCallsLeft() throws InterruptedException {
        bench.file("a.txt", "uno\n");
        run("c1", "read", "{\"path\":\"a.txt\"}", "c2", "edit", edit("a.txt", "uno", "eins"), "c3", "edit",
                edit("a.txt", "eins", "ein"));
        assertThat(bench.questions).extracting(question -> question.diff()).satisfiesExactly(
                first -> assertThat(first).contains("-uno", "+eins"),
                second -> assertThat(second).contains("-eins", "+ein").doesNotContain("uno"));
    }

    @Test
    void aCommandSeesWhatAnEarlierWriteMade() throws InterruptedException {
        run("c1", "write", "{\"path\":\"a.txt\",\"content\":\"one\\n\"}", "c2", "shell",
                "{\"command\":\"cp a.txt b.txt\"}", "c3", "write", "{\"path\":\"a.txt\",\"content\":\"two\\n\"}");
        assertThat(results(pod)).containsExactly("OK created a.txt: 1 line", "OK cp a.txt b.txt: exit code 0",
                "OK replaced a.txt: 1 line");
        assertThat(bench.read("b.txt")).isEqualTo("one\n");
    }

    @Test
    void aSearchSeesWhatAnEarlierWriteMade() throws InterruptedException {
        run("c1", "write", "{\"path\":\"src/a.txt\",\"content\":\"needle\\n\"}", "c2", "grep",
                "{\"pattern\":\"needle\"}");
        assertThat(results(pod)).containsExactly("OK created src/a.txt: 1 line", "OK 1 match in 1 of 1 file");
    }

    @Test
    void nobodyIsAskedAboutAnEditThatCannotBeMade() throws InterruptedException {
        bench.file("a.txt", "uno\n");
        run("c1", "read", "{\"path\":\"a.txt\"}", "c2", "edit", edit("a.txt", "dos", "zwei"));
        assertThat(results(pod)).element(1).asString().startsWith("ERROR");
        assertThat(bench.questions).isEmpty();
        assertThat(bench.read("a.txt")).isEqualTo("uno\n");
    }
}
