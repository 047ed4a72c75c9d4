package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.app.CommandBench.Done;
import dev.podd.json.Json;
import dev.podd.terminal.Screen;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String COMMAND = "{\"command\":\"echo hi > made.txt\"}";
    private static final String TOKENS_1 = "1 request · tokens: 100 in, 5 out\n";
    private static final String TOKENS_2 = "2 requests · tokens: 200 in, 10 out\n";

    @TempDir
    private Path temp;
    private CommandBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new CommandBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theAnswerAloneGoesToStandardOutput() {
        bench.says("It is **here**.");

        assertThat(bench.run("run", "where", "is", "it?")).isEqualTo(new Done(0, "It is **here**.\n", TOKENS_1));
    }

    @Test
    void withoutAModelTheAnswerComesFromTheFilesAndSaysSo() throws IOException {
        Files.delete(bench.home.resolve(".config/podd/pod.toml"));
        Files.writeString(bench.workspace.resolve("notes.md"), "# Retries\n\nThe retry policy allows five attempts.\n");

        Done done = bench.run("run", "What does the retry policy allow?");

        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("notes.md:3", "five attempts");
        assertThat(done.err()).startsWith("podd: warning: No provider is named").contains("✓ ");
    }

    @Test
    void theQuestionMayComeFromStandardInput() throws InterruptedException {
        bench.says("ok").says("ok");

        assertThat(bench.input("first?\n").run("run").code()).isZero();
        assertThat(bench.input("second?\n").run("run", "-").code()).isZero();
        assertThat(sent()).contains("first?");
        assertThat(sent()).contains("second?");
    }

    @Test
    void whatIsPipedInGoesWithTheQuestion() throws InterruptedException {
        bench.says("ok");

        assertThat(bench.input("+ new line\n").run("run", "review", "this").code()).isZero();
        assertThat(sent()).contains("review this\\n\\n<stdin>\\n+ new line\\n</stdin>");
    }

    @Test
    void tooMuchOfItIsRefused() {
        Done done = bench.input("x".repeat(4 * 1024 * 1024 + 1)).run("run", "review", "this");

        assertThat(done).isEqualTo(new Done(1, "", "podd: standard input holds more than 4 MiB; put it into a file of"
                + " this folder and name that\n"));
    }

    @Test
    void whatACommandPrintsIsShownAboveHowItEnded() {
        bench.calls("shell", "{\"command\":\"seq 40; exit 3\"}").says("ok");

        assertThat(bench.run("run", "--yes", "count").err()).startsWith(
                "▸ shell: seq 40; exit 3\n  │ 1\n  │ 2\n").contains("  │ 20\n  ┆ … 10 lines not shown\n  │ 31\n")
                .endsWith("  │ 40\n✗ shell: seq 40; exit 3 · exit code 3\n" + TOKENS_2);
    }

    @Test
    void aSummaryThatWasBegunIsFinishedBeforeTheProgramEnds() throws IOException {
        bench.personalManifest("[compaction]\nthreshold = 4000\n");
        bench.summarises("## Original Task\nCount.", 6000);
        bench.run("run", "one");
        bench.run("run", "--continue", "two");

        Done third = bench.run("run", "--continue", "three");

        assertThat(third.code()).isZero();
        assertThat(third.err()).containsPattern("compacted: [\\d,]+ → [\\d,]+ tokens\n").doesNotContain("warning",
                "\tat ");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        TestScreen screen = TestScreen.pipes();
        bench.says("ok").says("ok");

        assertThat(new Commands(bench.context(full(screen, "No space left on device"))).run("run", "hi")).isEqualTo(1);
        assertThat(screen.err()).contains("podd: standard output cannot be written: No space left on device\n");
        assertThat(new Commands(bench.context(full(screen, "Broken pipe"))).run("version")).isZero();
    }

    private static Screen full(TestScreen screen, String reason) {
        return new Screen(Output.to(new OutputStream() {
            @Override
            public void write(int any) throws IOException {
                throw new IOException(reason);
            }
        }), screen.screen().err(), false, false, false);
    }

    @Test
    void jsonIsEventsAndNothingElse() {
        bench.says("ok");

        Done done = bench.run("run", "--json", "hi");

        assertThat(done.code()).isZero();
        assertThat(done.err()).isEmpty();
        assertThat(done.out().lines().map(Json::read).map(line -> line.at("/event/type").textValue()))
                .containsExactly("turnStarted", "requestStarted", "textDelta", "itemDone", "usage", "turnDone");
    }

    @Test
    void aSessionGoesOnByItsIdOrAsTheNewest() throws InterruptedException {
        bench.says("one").says("two").says("three");
        bench.run("run", "first");

        assertThat(bench.run("run", "--continue", "second").out()).isEqualTo("two\n");
        assertThat(bench.run("run", "--session", bench.session(), "third").out()).isEqualTo("three\n");

        sent();
        sent();
        assertThat(sent()).contains("first", "one", "second", "two", "third");
    }

    @Test
    void withNobodyToAskACommandIsRefusedAndTheExitCodeSaysSo() {
        bench.calls("shell", COMMAND).says("no");

        assertThat(bench.run("run", "make it")).isEqualTo(new Done(4, "no\n", """
                podd: warning: refused: shell: echo hi > made.txt (sandbox: bubblewrap, no network); \
                there is no terminal to ask at, and --yes would allow it
                ⊘ shell: echo hi > made.txt · denied: Nobody could be asked: there is no terminal.
                """ + TOKENS_2));
        assertThat(bench.workspace.resolve("made.txt")).doesNotExist();
    }

    @Test
    void yesAllowsEverything() {
        bench.calls("shell", COMMAND).says("made");

        assertThat(bench.run("run", "--yes", "make it").code()).isZero();
        assertThat(bench.workspace.resolve("made.txt")).hasContent("hi");
    }

    @Test
    void theModelAsksThePersonAtTheTerminalAndNobodyWhereThereIsNone() {
        String question = "{\"question\":\"Which one?\",\"options\":[{\"label\":\"left\"},{\"label\":\"right\"}]}";
        bench.calls("ask", question).says("right it is").calls("ask", question).says("I take one")
                .calls("ask", question).says("I take one");

        Done asked = bench.typed("n", "2").run("run", "go");
        assertThat(asked.code()).isZero();
        assertThat(asked.err()).contains("? Which one?\n  [1] left\n  [2] right\n")
                .contains("✓ ask: Which one? · chosen: \"right\"");
        assertThat(bench.typed().run("run", "--yes", "go").err())
                .contains("No answer: the person runs this with --yes.");
        assertThat(bench.nobody().run("run", "go").err())
                .contains("No answer: there is no terminal to ask at.");
    }

    @Test
    void thePersonAtTheTerminalIsAskedForTrustOnceAndForEachCommand() {
        bench.calls("shell", COMMAND).says("made").calls("shell", COMMAND).says("made");

        Done first = bench.typed("n", "y").run("run", "make it");
        Done second = bench.typed("y").run("run", "make it");

        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("Do you trust the files in WORKSPACE?", "$ echo hi > made.txt");
        assertThat(second.code()).isZero();
        assertThat(second.err()).doesNotContain("trust").contains("$ echo hi > made.txt");
    }

    @Test
    void theFilesOfAFolderThatNobodyTrustsAreNotRead() throws IOException {
        Files.createDirectory(bench.workspace.resolve(".podd"));
        Files.writeString(bench.workspace.resolve(".podd/pod.toml"), "[worker]\nmax_requests = 1\n");
        bench.says("ok").calls("read", "{\"path\":\"a.txt\"}");

        assertThat(bench.run("run", "hi").err()).isEqualTo("podd: warning: WORKSPACE/.podd/pod.toml was not read: the"
                + " workspace is not trusted\n" + TOKENS_1);
        assertThat(bench.run("run", "--trust", "hi").code()).as("the limit of the file that is read now").isEqualTo(3);
    }

    @Test
    void aModelThatFailsIsAnError() {
        bench.model.enqueue(new MockResponse.Builder().code(400)
                .body("{\"error\":{\"message\":\"no such model\"}}").build());

        Done done = bench.run("run", "hi");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).isEmpty();
        assertThat(done.err()).startsWith("podd: ").contains("no such model").contains("(providerFailed)");
    }

    @Test
    void anInterruptCancelsTheTurnAndSaysHowToGoOn() throws Exception {
        bench.model.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Done> turn = thread.submit(() -> bench.run("run", "hi"));
            bench.model.takeRequest();
            bench.interrupt();

            assertThat(turn.get()).isEqualTo(new Done(130, "",
                    """
                            podd: cancelled; go on with: podd run --session SESSION (or --continue)
                            1 request · tokens: 0 in, 0 out
                            """));
        }
        bench.says("again");
        assertThat(bench.run("run", "--continue").out()).isEqualTo("again\n");
    }

    @Test
    void whatCannotBeDoneIsOneClearLine() {
        assertThat(bench.run("run", "--session", "nope", "hi")).isEqualTo(new Done(1, "", "podd: no session nope\n"));
        assertThat(bench.run("run", "--continue", "hi"))
                .isEqualTo(new Done(1, "", "podd: there is no session of WORKSPACE yet\n"));
        assertThat(bench.run("run", "--manifest", "nope", "hi").err())
                .startsWith("podd: nope:1:1: error: there is no manifest named nope");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(bench.run("run")).isEqualTo(new Done(2, "",
                "podd: What shall be done? Try: podd run \"…\"\npodd: see podd run --help\n"));
        assertThat(bench.run("run", "--session", "a", "--continue", "hi").code()).isEqualTo(2);
        assertThat(bench.run("--no-such-option").code()).isEqualTo(2);
        assertThat(bench.run().code()).isEqualTo(2);
    }

    /** The body of the next request that the model got. */
    private String sent() throws InterruptedException {
        return Objects.requireNonNull(bench.model.takeRequest().getBody()).utf8();
    }
}
