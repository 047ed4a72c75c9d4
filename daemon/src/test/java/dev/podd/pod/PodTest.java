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
import dev.podd.approval.Question;
import dev.podd.change.Selection;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.hook.CallDecision;
import dev.podd.hook.Hook;
import dev.podd.hook.HooksClosedException;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TextRange;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestInvalid;
import dev.podd.model.ScriptedModel;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
import dev.podd.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PodTest {
    private static final String WRITE_A = "{\"path\":\"a.txt\",\"content\":\"new\\n\"}";

    @TempDir
    private Path temp;
    private PodsBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    @Test
    void aPodOfItsManifestAnswersAndNumbersItsEvents() throws InterruptedException {
        bench.model.then(says("Hello"));
        Pod pod = bench.open(bench.pods(), bench.request());
        TurnResult result = pod.run(text("Hi"));
        assertThat(result.outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(result.message()).isEqualTo("Hello");
        assertThat(result.session()).isEqualTo(pod.session());
        assertThat(bench.events).extracting(PodEvent::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(bench.events.getLast().event()).isEqualTo(new Event.TurnDone(TurnOutcome.FINISHED, null));
        assertThat(bench.model.requests().getFirst().systemPrompt())
                .contains("Working directory: " + bench.folder, "Editor: a test");
    }

    /** Runs a turn until its end is told, which is before it has ended. */
    private static void runUntilTold(Pod pod) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Subscription _ = pod.watch(null, event -> {
            if (event.event() instanceof Event.TurnDone) {
                told.countDown();
            }
        })) {
            pod.begin(text("Hi"));
            told.await();
        }
    }

    @Test
    void theNextTurnMayBeginAsSoonAsTheEndOfTheOneBeforeIsTold() throws InterruptedException {
        int turns = 300;
        Pod pod = bench.open(bench.pods(), bench.request());
        for (int turn = 0; turn < turns; turn++) {
            bench.model.then(says("Hello"));
            runUntilTold(pod);
        }
        assertThat(bench.model.requests()).hasSize(turns);
        pod.close();
    }

    @Test
    void whoOpensAPodWhoseTurnIsToldToBeOverSeesIt() throws InterruptedException {
        bench.model.then(says("Hello"));
        Pod pod = bench.open(bench.pods(), bench.request());
        List<PodState> seen = Collections.synchronizedList(new ArrayList<>());
        pod.watch(null, event -> {
            if (event.event() instanceof Event.TurnDone) {
                seen.add(pod.snapshot().state());
            }
        });
        pod.run(text("Hi"));
        assertThat(seen).containsExactly(PodState.IDLE);
    }

    @Test
    void aPodWhoseTurnIsToldToBeOverIsClosedWhereNobodyWatches() throws InterruptedException {
        Pods pods = bench.pods();
        for (int turn = 0; turn < 300; turn++) {
            bench.model.forget().then(says("Hello"));
            Pod pod = pods.open(bench.request());
            runUntilTold(pod);
            pods.closeUnwatched(pod, Duration.ZERO);
            assertThat(pods.all()).as("turn %d", turn).isEmpty();
        }
    }

    @Test
    void theEndOfATurnIsToldWhereABugKeepsItFromTheLog() throws InterruptedException {
        bench.model.then(says("one")).then(says("two"));
        Pods pods = bench.pods();
        Pod first = bench.open(pods, bench.request());
        first.run(text("Hi"));
        first.close();
        bench.losesEnds = true;
        Pod pod = bench.open(pods, again(first.session()));
        TurnResult result = pod.run(text("Once more"));
        assertThat(bench.events.getLast().event()).isEqualTo(new Event.TurnDone(TurnOutcome.ERROR, result.error()));
        assertThat(pod.state()).isEqualTo(PodState.IDLE);
    }

    @Test
    void aSnapshotSaysWhatThePodIs() {
        Pod pod = bench.open(bench.pods(), bench.request());
        PodSnapshot snapshot = pod.snapshot();
        assertThat(snapshot.state()).isEqualTo(PodState.IDLE);
        assertThat(snapshot.name()).isEqualTo("default");
        assertThat(snapshot.workingDirectory()).isEqualTo(bench.folder);
        assertThat(snapshot.scope().allows(bench.folder.resolve("x"), Permission.WRITE)).isTrue();
        assertThat(snapshot.tools()).contains("read", "write", "edit", "shell");
        assertThat(bench.store.list(new SessionStore.SessionQuery(null, null, 10, null)).sessions())
                .isEmpty();
    }

    @Test
    void aWriteIsAskedAboutAndDoneWhenAllowed() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c1", "write", WRITE_A)).then(says("done"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.run(text("go"));
        assertThat(bench.questions).singleElement().satisfies(question -> {
            assertThat(question.diff()).contains("+new");
            assertThat(question.options()).extracting(Option::kind).containsExactly(Option.Kind.ALLOW_ONCE,
                    Option.Kind.ALLOW_SESSION, Option.Kind.REJECT);
        });
        assertThat(bench.read("a.txt")).isEqualTo("new\n");
        assertThat(pod.snapshot().recentFiles()).containsExactly(bench.folder.resolve("a.txt"));
    }

    @Test
    void aDeclinedWriteLeavesTheFileUntouched() throws InterruptedException {
        bench.file("a.txt", "old\n");
        bench.model.then(calls("c0", "read", "{\"path\":\"a.txt\"}")).then(calls("c1", "write", WRITE_A))
                .then(says("ok"));
        Pod pod = bench.open(bench.pods(), bench.request());
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.read("a.txt")).isEqualTo("old\n");
        assertThat(results(pod)).last().isEqualTo("DENIED The person said no.");
    }

    @Test
    void whatIsAllowedForTheSessionIsNotAskedAgain() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_SESSION));
        bench.model.then(calls("c1", "write", WRITE_A)).then(calls("c2", "write", WRITE_A.replace("new", "newer")))
                .then(says("done"));
        bench.open(bench.pods(), bench.request()).run(text("go"));
        assertThat(bench.questions).hasSize(1);
        assertThat(bench.read("a.txt")).isEqualTo("newer\n");
    }

    @Test
    void anAnswerForTheSessionDoesNotAnswerAnotherRule() throws InterruptedException {
        String asksAboutB = "{\"permissions\": [{\"tool\": \"write\", \"pattern\": \"b.txt\", \"action\": \"ask\"}]}";
        bench.answers.addAll(List.of(allow(Option.Kind.ALLOW_SESSION), allow(Option.Kind.ALLOW_SESSION)));
        bench.model.then(calls("c1", "write", WRITE_A)).then(calls("c2", "write", WRITE_A.replace("a.txt", "b.txt")))
                .then(calls("c3", "write", WRITE_A.replace("a.txt", "c.txt"))).then(says("done"));
        Pod pod = bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, asksAboutB, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).extracting(Question::call).containsExactly("c1", "c2");
    }

    @Test
    void aWriteThatCanRunAProgramIsAskedAboutEachTimeAndSaysWhy() throws InterruptedException {
        String allowsAll = "{\"permissions\": [{\"tool\": \"*\", \"action\": \"allow\"}]}";
        bench.file(".git/HEAD", "ref: refs/heads/main\n");
        bench.file(".git/config", "[core]\n\thooksPath = scripts/hooks\n");
        bench.model.then(calls("c1", "write", WRITE_A, "c2", "write", WRITE_A.replace("a.txt", ".podd/pod.toml"), "c3",
                "write", WRITE_A.replace("a.txt", ".git/hooks/pre-commit"), "c4", "write",
                WRITE_A.replace("a.txt", ".vscode/tasks.json"), "c5", "write",
                WRITE_A.replace("a.txt", "scripts/hooks/pre-commit"))).then(says("done"));
        Pod pod = bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, allowsAll, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).extracting(Question::title).satisfiesExactly(
                title -> assertThat(title).contains(".podd/pod.toml (this file belongs to Podd"),
                title -> assertThat(title).contains(".git/hooks/pre-commit (this file belongs to git"),
                title -> assertThat(title).contains(".vscode/tasks.json (this file is read by VS Code"),
                title -> assertThat(title).contains("scripts/hooks/pre-commit (this file is a git hook)"));
        assertThat(bench.questions).allSatisfy(question -> assertThat(question.options())
                .extracting(Option::kind).containsExactly(Option.Kind.ALLOW_ONCE, Option.Kind.REJECT));
        assertThat(bench.folder.resolve(".podd")).doesNotExist();
        assertThat(results(pod)).satisfiesExactly(first -> assertThat(first).startsWith("OK"),
                second -> assertThat(second).startsWith("DENIED"), third -> assertThat(third).startsWith("DENIED"),
                fourth -> assertThat(fourth).startsWith("DENIED"), fifth -> assertThat(fifth).startsWith("DENIED"));
    }

    @Test
    void anAnswerForTheSessionDoesNotCoverAFileThatCanRunAProgram() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_SESSION));
        bench.model.then(calls("c1", "write", WRITE_A))
                .then(calls("c2", "write", WRITE_A.replace("a.txt", ".PODD/pod.toml"))).then(says("done"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.run(text("go"));
        assertThat(bench.questions).hasSize(2);
        assertThat(bench.folder.resolve(".PODD")).doesNotExist();
    }

    @Test
    void aKeyIsNeitherReadNorShownNorRecorded() throws InterruptedException {
        bench.file("key", "sk-123456789\n");
        bench.file("config.txt", "token: sk-123456789\n");
        String overlay = """
                {"provider": {"kind": "openai-compatible", "model": "m", "base_url": "http://127.0.0.1:1", "api_key_file": "%s"},
                 "scope": {"allow": [{"target": "/proc", "permission": "read"}]}, "sandbox": "off"}
                """.formatted(bench.folder.resolve("key"));
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model
                .then(calls("c1", "read", "{\"path\":\"key\"}", "c2", "read", "{\"path\":\"config.txt\"}", "c3", "grep",
                        "{\"pattern\":\"sk-\"}", "c4", "shell", "{\"command\":\"cat key\"}", "c5", "read",
                        "{\"path\":\"/proc/self/environ\"}"))
                .then(says("done"));
        Pod pod = bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, overlay, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(results(pod)).satisfiesExactly(key -> assertThat(key).startsWith("ERROR key may not be read"),
                config -> assertThat(config).startsWith("OK"), grep -> assertThat(grep).startsWith("OK 1 match"),
                shell -> assertThat(shell).startsWith("OK"),
                environ -> assertThat(environ).startsWith("ERROR /proc/self/environ"));
        assertThat(pod.snapshot().history().toString()).contains("token: [secret]").doesNotContain("sk-123456789");
        assertThat(bench.events.toString()).contains("[secret]").doesNotContain("sk-123456789");
    }

    @Test
    void rulesAnswerForThePerson() throws InterruptedException {
        String overlay = """
                {"permissions": [{"tool": "write", "action": "allow"}, {"tool": "write", "pattern": "b.txt", "action": "deny"}]}
                """;
        bench.model.then(calls("c1", "write", WRITE_A, "c2", "write", WRITE_A.replace("a.txt", "b.txt")))
                .then(says("done"));
        Pod pod = bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, overlay, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).isEmpty();
        assertThat(results(pod)).satisfiesExactly(first -> assertThat(first).startsWith("OK"),
                second -> assertThat(second).startsWith("DENIED Denied by the manifest's permissions"));
    }

    @Test
    void inAWorkspaceThatIsNotTrustedEveryWriteIsAskedAbout() throws InterruptedException {
        bench.file(".podd/pod.toml", "[pod]\nname = \"evil\"\n");
        String overlay = "{\"permissions\": [{\"tool\": \"*\", \"action\": \"allow\"}]}";
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c1", "write", WRITE_A)).then(says("done"));
        Pod pod = bench.open(bench.pods(),
                new OpenRequest(bench.folder, null, overlay, null, false, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).hasSize(1);
        assertThat(bench.questions.getFirst().options()).extracting(Option::kind)
                .containsExactly(Option.Kind.ALLOW_ONCE, Option.Kind.REJECT);
        assertThat(pod.snapshot().name()).isEqualTo("default");
        assertThat(pod.snapshot().warnings()).anyMatch(each -> each.contains(".podd/pod.toml was not read"));
    }

    @Test
    void trustGivenLaterTakesHold() {
        bench.file(".podd/pod.toml", "[pod]\nname = \"mine\"\n");
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, new OpenRequest(bench.folder, null, null, null, false, bench.client()));
        assertThat(pod.snapshot().name()).isEqualTo("default");
        pods.trust(bench.folder, true);
        assertThat(pod.snapshot().name()).isEqualTo("mine");
        assertThat(pods.trusted(bench.folder)).contains(true);
    }

    @Test
    void eachPodHasTheEnvironmentOfItsClient() throws InterruptedException {
        Pods pods = bench.pods();
        assertThat(commandOutput(pods, bench.model, null, "21")).isEqualTo("21 [secret]\n");
        assertThat(commandOutput(pods, bench.small, "{\"provider\":{\"model\":\"small\"}}", "25"))
                .isEqualTo("25 [secret]\n");
    }

    private @Nullable String commandOutput(Pods pods, ScriptedModel model, @Nullable String overlay, String java)
            throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        model.then(calls("c1", "shell", "{\"command\":\"echo $JAVA_HOME $OPENAI_API_KEY key-of-$JAVA_HOME\"}"))
                .then(says("done"));
        Client client = new Client("a test", Map.of("PATH", String.valueOf(System.getenv("PATH")),
                "JAVA_HOME", java, "OPENAI_API_KEY", "key-of-" + java));
        Pod pod = bench.open(pods, new OpenRequest(bench.folder, null, overlay, null, true, client));
        pod.run(text("go"));
        return pod.snapshot().history().stream().filter(Item.ToolResult.class::isInstance)
                .map(item -> ((Item.ToolResult) item).body()).findFirst().orElseThrow();
    }

    @Test
    void aCommandThatASandboxHoldsRunsWithoutAQuestionAndCannotReadAKey() throws InterruptedException {
        bench.file("key", "sk-123456789\n");
        bench.file(".env", "TOKEN=tk-12345\n");
        String overlay = """
                {"provider": {"kind": "openai-compatible", "model": "m", "base_url": "http://127.0.0.1:1", "api_key_file": "%s"}}
                """.formatted(bench.folder.resolve("key"));
        bench.model.then(calls("c1", "shell", "{\"command\":\"echo made > made.txt; cat key .env\"}"))
                .then(says("done"));
        Pod pod = bench.open(bench.pods(), new OpenRequest(bench.folder, null, overlay, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).isEmpty();
        assertThat(bench.folder.resolve("made.txt")).hasContent("made");
        assertThat(pod.snapshot().history().toString()).contains("cat: key: Permission denied",
                "cat: .env: Permission denied");
    }

    @Test
    void whatASandboxedCommandChangesHasHunksAndIsTakenBack() throws InterruptedException {
        bench.file("a.txt", "one\ntwo\n");
        bench.model.then(calls("c1", "shell", "{\"command\":\"sed -i s/two/2/ a.txt\"}")).then(says("done"));
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, bench.request());
        pod.run(text("go"));
        Selection inFile = new Selection.OfFile(bench.folder.resolve("a.txt"));
        assertThat(pods.reviews().list(inFile)).singleElement()
                .satisfies(file -> assertThat(file.hunks()).hasSize(1));
        pods.reviews().undo(inFile);
        assertThat(bench.folder.resolve("a.txt")).hasContent("one\ntwo\n");
    }

    @Test
    void aCommandThatASandboxHoldsIsAskedAboutWhereNobodyTrusts() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.REJECT));
        bench.model.then(calls("c1", "shell", "{\"command\":\"echo hello\"}")).then(says("done"));
        Pod pod = bench.open(bench.pods(), new OpenRequest(bench.folder, null, null, null, false, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).singleElement()
                .extracting(question -> question.title())
                .isEqualTo("shell: echo hello (sandbox: bubblewrap, no network)");
    }

    @Test
    void aCommandThatASandboxHoldsIsAskedAboutWhereItWritesAFileThatCanRunAProgram() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.REJECT));
        bench.model
                .then(calls("c1", "shell", "{\"command\":\"cd src; echo {} > ../.vscode/tasks.json; ls > $x\"}", "c2",
                        "shell", "{\"command\":\"echo {} > $x; true > a\"}"))
                .then(says("done"));
        bench.file("src/a.txt", "a");
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.run(text("go"));
        assertThat(bench.questions).singleElement().satisfies(question -> {
            assertThat(question.title())
                    .endsWith("(../.vscode/tasks.json is read by VS Code, which can run tasks and programs "
                            + "that are named there; sandbox: bubblewrap, no network)");
            assertThat(question.options()).extracting(Option::kind).containsExactly(Option.Kind.ALLOW_ONCE,
                    Option.Kind.REJECT);
        });
        assertThat(results(pod)).satisfiesExactly(first -> assertThat(first).startsWith("DENIED"),
                second -> assertThat(second).doesNotStartWith("DENIED"));
        assertThat(bench.folder.resolve(".vscode")).doesNotExist();
    }

    /** Podd would run its hooks as soon as that folder is opened. */
    @Test
    void noCommandMakesAManifestInAFolderThatIsTrusted() throws Exception {
        bench.file("sub/a.txt", "a");
        bench.file("other/a.txt", "a");
        bench.model.then(calls("c1", "shell",
                "{\"command\":\"mkdir -p other/.podd sub/.podd; cp sub/a.txt other/.podd/pod.toml; cp sub/a.txt sub/.podd/pod.toml\"}"))
                .then(says("done"));
        Pods pods = bench.pods();
        pods.trust(bench.folder.resolve("sub"), true);
        Pod pod = bench.open(pods, bench.request());
        pod.run(text("go"));
        assertThat(bench.questions).isEmpty();
        assertThat(results(pod)).singleElement().asString().contains("exit code 1")
                .contains("Made other/.podd/pod.toml, which belongs to Podd");
        assertThat(bench.folder.resolve("sub/.podd")).doesNotExist();
        assertThat(bench.folder.resolve("other/.podd/pod.toml")).exists();
    }

    @Test
    void aRuleThatAsksIsAsked() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.REJECT));
        bench.model.then(calls("c1", "shell", "{\"command\":\"echo hello\"}")).then(says("done"));
        String overlay = "{\"permissions\": [{\"tool\": \"shell\", \"action\": \"ask\"}], \"sandbox\": {\"network\": true}}";
        Pod pod = bench.open(bench.pods(), new OpenRequest(bench.folder, null, overlay, null, true, bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions).singleElement().extracting(question -> question.title())
                .isEqualTo("shell: echo hello (sandbox: bubblewrap, with the network)");
    }

    @Test
    void aCommandRunsWhenAllowedAndTheSafePartOfItMayBeRemembered() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c1", "shell", "{\"command\":\"echo hello\"}")).then(says("done"));
        Pod pod = bench.open(bench.pods(), new OpenRequest(bench.folder, null, "{\"sandbox\": \"ask\"}", null, true,
                bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions.getFirst().command()).isEqualTo("echo hello");
        assertThat(bench.questions.getFirst().options()).extracting(Option::label).containsExactly("Allow once",
                "Allow shell \"echo *\" for this session", "Always allow shell \"echo *\" in this folder", "Reject");
        assertThat(results(pod)).singleElement().asString().startsWith("OK");
    }

    @Test
    void aCommandThatIsNotSafeInAnyShapeIsAskedAboutEachTime() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.REJECT));
        bench.model.then(calls("c1", "shell", "{\"command\":\"echo hello && curl example.com\"}")).then(says("done"));
        Pod pod = bench.open(bench.pods(), new OpenRequest(bench.folder, null, "{\"sandbox\": \"ask\"}", null, true,
                bench.client()));
        pod.run(text("go"));
        assertThat(bench.questions.getFirst().options()).extracting(Option::kind).containsExactly(
                Option.Kind.ALLOW_ONCE, Option.Kind.REJECT);
    }

    @Test
    void onlyOneTurnRunsAtATimeAndACancelEndsIt() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = bench.open(bench.pods(), bench.request());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TurnResult> turn = threads.submit(() -> pod.run(text("go")));
            said.await();
            assertThat(pod.snapshot().state()).isEqualTo(PodState.RUNNING);
            assertThatThrownBy(() -> pod.run(text("more"))).isInstanceOf(PodException.PodBusy.class);
            pod.cancel();
            assertThat(turn.get().outcome()).isEqualTo(TurnOutcome.CANCELLED);
        }
        assertThat(pod.snapshot().state()).isEqualTo(PodState.IDLE);
        bench.model.then(says("fine"));
        assertThat(pod.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThatThrownBy(pod::resume).isInstanceOf(PodException.NotPaused.class);
    }

    @Test
    void whatWasSaidToATurnThatDidNotHearItWaitsThroughARestart() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = bench.open(bench.pods(), bench.request());
        assertThatThrownBy(() -> pod.steer(text("too early"))).isInstanceOf(PodException.NotRunning.class);
        RunningTurn turn = pod.begin(text("go"));
        said.await();
        pod.steer(text("the other way"));
        assertThat(pod.snapshot().queue()).isEqualTo(1);
        pod.cancel();
        assertThat(turn.await().outcome()).isEqualTo(TurnOutcome.CANCELLED);
        assertThatThrownBy(() -> pod.steer(text("too late"))).isInstanceOf(PodException.NotRunning.class);
        pod.close();
        Pod back = bench.open(bench.pods(), again(pod.session()));
        assertThat(back.queued()).extracting(Item.Message::text).containsExactly("the other way");
        bench.model.then(says("fine"));
        assertThat(back.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(back.queued()).isEmpty();
        assertThat(back.snapshot().history()).filteredOn(Item.Message.class::isInstance)
                .extracting(item -> ((Item.Message) item).text()).containsSubsequence("half", "the other way", "fine");
        assertThat(bench.events(Event.Steered.class)).hasSize(1);
    }

    @Test
    void aCallersInterruptCancelsItsTurn() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        bench.model.then(saysThenHangs("half", said));
        Pod pod = bench.open(bench.pods(), bench.request());
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                pod.run(text("go"));
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        });
        said.await();
        caller.interrupt();
        interrupted.await();
        assertThat(pod.snapshot().history().getLast())
                .isInstanceOfSatisfying(Item.Message.class, message -> assertThat(message.incomplete()).isTrue());
    }

    @Test
    void hooksOfAWorkspaceRunOnlyAsLongAsItIsTrusted() throws InterruptedException {
        bench.file(".podd/pod.toml", "[[hooks.on_prompt_submit]]\ncommand = \"echo ran >> hook.log\"\n");
        bench.file("hook.log", "");
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, bench.request());
        bench.model.then(says("one")).then(says("two"));
        pod.run(text("one"));
        pods.trust(bench.folder, false);
        pod.run(text("two"));
        assertThat(bench.read("hook.log")).isEqualTo("ran\n");
    }

    @Test
    void aHookThatCannotRunSaysWhy() throws InterruptedException {
        bench.file(".podd/pod.toml", "[[hooks.on_prompt_submit]]\ncommand = \"no-such-program\"\n");
        bench.model.then(says("one")).then(says("two"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.run(text("one"));
        bench.guard.close();
        pod.run(text("two"));
        assertThat(bench.events(Event.Warning.class)).extracting(Event.Warning::message)
                .filteredOn(warning -> warning.startsWith("hook on_prompt_submit (no-such-program) ")).satisfiesExactly(
                        first -> assertThat(first).contains("ended with exit code 127: ", "not found"),
                        second -> assertThat(second)
                                .endsWith("was not started: cannot start \"no-such-program\": Podd is stopping"));
    }

    @Test
    void aWatcherThatFailsGetsTheNextEventAndTheTurnGoesOn() throws InterruptedException {
        bench.model.then(says("one"));
        Pod pod = bench.open(bench.pods(), bench.request());
        List<Event> told = new ArrayList<>();
        pod.watch(null, event -> {
            told.add(event.event());
            if (told.size() < 3) {
                throw new IllegalStateException("a watcher with a fault");
            }
        });
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(told).hasSizeGreaterThan(3).last().isInstanceOf(Event.TurnDone.class);
    }

    @Test
    void hooksAreAddedBeforeTheFirstTurnOnly() throws InterruptedException {
        bench.model.then(calls("c1", "read", "{\"path\":\"a.txt\"}")).then(says("ok"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.addHook((Hook.PreToolCall) view -> new CallDecision.Deny("hooked"));
        pod.run(text("go"));
        assertThat(results(pod)).containsExactly("DENIED hooked");
        assertThatThrownBy(() -> pod.addHook((Hook.OnAbort) view -> {}))
                .isInstanceOf(HooksClosedException.class);
    }

    @Test
    void aSessionWhoseManifestDoesNotHoldIsFreeForTheNextTry() throws InterruptedException, IOException {
        bench.model.then(says("one"));
        Pods pods = bench.pods();
        Pod first = bench.open(pods, bench.request());
        first.run(text("Hi"));
        first.close();
        for (int tried = 0; tried < 20; tried++) {
            bench.file(".podd/pod.toml", "[worker]\nmax_requests = \"many\"\n");
            assertThatThrownBy(() -> pods.open(again(first.session()))).isInstanceOf(ManifestException.class);
            Files.delete(bench.folder.resolve(".podd/pod.toml"));
            pods.open(again(first.session())).close();
        }
    }

    @Test
    void aSessionComesBackAsItWas() throws InterruptedException {
        bench.model.then(says("one"));
        Pods before = bench.pods();
        Pod first = bench.open(before, bench.request());
        first.run(text("Hi"));
        List<Item> history = first.snapshot().history();
        first.close();
        Pod back = bench.open(bench.pods(), again(first.session()));
        assertThat(back.snapshot().history()).isEqualTo(history);
        bench.model.then(says("two"));
        assertThat(back.run(text("again")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.model.requests().getLast().systemPrompt())
                .isEqualTo(bench.model.requests().getFirst().systemPrompt());
    }

    @Test
    void aSessionWhoseRecoveryCannotBeRecordedCanBeOpenedAgain() throws InterruptedException {
        bench.model.then(says("one"));
        Pod first = bench.open(bench.pods(), bench.request());
        first.run(text("Hi"));
        first.close();
        try (SessionLog log = bench.store.open(first.session())) {
            log.append(log.head(), List.of(new Entry.UserInput(Item.Message.text("u9", Role.USER, "do it"))),
                    Durability.NOW);
        }
        Pods pods = bench.pods();
        bench.isFull = true;
        assertThatThrownBy(() -> bench.open(pods, again(first.session()))).isInstanceOf(StoreFailedException.class);
        bench.isFull = false;
        Pod back = bench.open(pods, again(first.session()));
        assertThat(back.snapshot().state()).isEqualTo(PodState.IDLE);
        back.close();
        pods.delete(first.session());
    }

    @Test
    void requestSettingsThatTheManifestChangesAreNamedByTheirKeys() throws InterruptedException {
        bench.model.then(says("one"));
        Pod first = bench.open(bench.pods(), bench.request());
        first.run(text("Hi"));
        first.close();
        Pod back = bench.open(bench.pods(), new OpenRequest(bench.folder, null,
                "{\"worker\":{\"temperature\":0.5,\"max_tokens\":100}}", first.session(), true, bench.client()));
        assertThat(back.snapshot().warnings()).contains("the manifest changes request settings of this session: "
                + "max_tokens is 100 (was not set), temperature is 0.5 (was not set)");
    }

    @Test
    void anAnswerAboutTrustThatCannotBeKeptChangesNothing() throws IOException {
        Files.createDirectories(bench.trustFile().resolve("in the way"));
        assertThatThrownBy(() -> bench.pods().trust(bench.folder, true)).isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("cannot be kept in " + bench.trustFile());
    }

    @Test
    void whatACrashLeftOpenIsClosedBeforeThePodAnswers() throws InterruptedException {
        bench.model.then(says("one"));
        Pods before = bench.pods();
        Pod first = bench.open(before, bench.request());
        first.run(text("Hi"));
        first.close();
        SessionLog log = bench.store.open(first.session());
        log.append(log.head(), List.of(
                new Entry.UserInput(Item.Message.text("u9", Role.USER, "do it")),
                new Entry.AssistantItem(new Item.ToolCall("i9", "c9", "shell", "{}"))), Durability.NOW);
        Pod back = bench.open(bench.pods(), again(first.session()));
        assertThat(back.snapshot().history().getLast()).isInstanceOfSatisfying(Item.ToolResult.class,
                result -> assertThat(result.outcome()).isEqualTo(ToolOutcome.CANCELLED));
        bench.model.then(says("where was I"));
        assertThat(back.resume().outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(bench.store.verify(first.session()).intact()).isTrue();
    }

    @Test
    void aSessionIsOpenInOnePodOnly() throws InterruptedException {
        bench.model.then(says("one"));
        Pods pods = bench.pods();
        Pod first = bench.open(pods, bench.request());
        first.run(text("Hi"));
        assertThat(pods.open(again(first.session()))).isSameAs(first);
        assertThatThrownBy(() -> pods.open(new OpenRequest(bench.folder, null, "{\"pod\":{\"name\":\"other\"}}",
                first.session(), true, bench.client()))).isInstanceOf(PodException.PodBusy.class);
        assertThatThrownBy(() -> pods.open(again("session-nope"))).isInstanceOf(SessionNotFoundException.class);
    }

    @Test
    void aClosedPodIsGone() {
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, bench.request());
        pod.close();
        assertThat(pods.all()).isEmpty();
        assertThatThrownBy(() -> pods.pod(pod.id())).isInstanceOf(PodException.PodNotFound.class);
        assertThatThrownBy(() -> pod.run(text("Hi"))).isInstanceOf(PodException.PodNotFound.class);
    }

    @Test
    void theScopeMayBeChangedAtAnyTime() throws InterruptedException {
        bench.file("secret/a.txt", "s");
        bench.model.then(calls("c1", "read", "{\"path\":\"secret/a.txt\"}")).then(says("no"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.changeScope(List.of(), List.of(ScopeRule.below("secret", Permission.READ)));
        pod.run(text("go"));
        assertThat(results(pod)).singleElement().asString().startsWith("ERROR");
    }

    @Test
    void aManifestThatDoesNotHoldOpensNothing() {
        Pods pods = bench.pods();
        assertThatThrownBy(() -> pods.open(new OpenRequest(bench.folder, null,
                "{\"worker\":{\"max_requests\":0}}", null, true, bench.client())))
                .isInstanceOf(ManifestInvalid.class).hasMessageContaining("max_requests");
        assertThat(pods.all()).isEmpty();
    }

    @Test
    void aManifestThatFailsLeavesARunningPodAsItWas() {
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, bench.request());
        assertThatThrownBy(() -> pods.configure(pod.id(), "{\"worker\":{\"max_requests\":0}}"))
                .isInstanceOf(ManifestInvalid.class);
        pods.configure(pod.id(), "{\"pod\":{\"name\":\"renamed\"},\"worker\":{\"temperature\":0.5}}");
        assertThat(pod.snapshot().name()).isEqualTo("renamed");
        assertThat(pod.snapshot().settings().temperature()).isEqualTo(0.5);
    }

    @Test
    void attachedFilesAreReadWhenTheyAreSent() throws InterruptedException {
        bench.file("a.txt", "one\ntwo\nthree\n");
        bench.model.then(says("seen"));
        Pod pod = bench.open(bench.pods(), bench.request());
        String uri = bench.folder.resolve("a.txt").toUri().toString();
        pod.run(List.of(new Part.Text("Look: "),
                new Part.File(uri, new TextRange(1, 0, 1, 3), null)));
        assertThat(((Item.Message) pod.snapshot().history().getFirst()).text()).contains("two").doesNotContain("three");
        assertThatThrownBy(() -> pod.run(List.of(new Part.File("file:///etc/hostname", null, null))))
                .isInstanceOf(WorkspaceException.class);
    }

    @Test
    void whoComesLaterGetsTheEventsSince() throws InterruptedException {
        bench.model.then(says("Hello"));
        Pod pod = bench.open(bench.pods(), bench.request());
        pod.run(text("Hi"));
        List<PodEvent> later = Collections.synchronizedList(new ArrayList<>());
        pod.watch(5L, later::add);
        pod.close();
        assertThat(later).extracting(PodEvent::seq).containsExactly(6L, 7L);
    }

    @Test
    void theSecondPodThatMayWriteATreeSaysSo() throws InterruptedException {
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c1", "write", WRITE_A)).then(says("done"));
        Pods pods = bench.pods();
        bench.open(pods, bench.request());
        bench.open(pods, bench.request()).run(text("go"));
        assertThat(bench.events(Event.Warning.class)).singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("may change files of the same tree"));
    }

    private OpenRequest again(String session) {
        return new OpenRequest(bench.folder, null, null, session, true, bench.client());
    }

    @Test
    void whatLooksLikeAKeyIsHiddenFromTheModelAndTheLogUnlessTheManifestAllowsIt() throws InterruptedException {
        String token = "gh" + "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        bench.file("config.txt", "token: " + token + "\nport: 1\n");
        bench.model.then(calls("c1", "read", "{\"path\":\"config.txt\"}"))
                .then(calls("c2", "edit", """
                        {"path":"config.txt","edits":[{"old_string":"token: [secret: GitHub token]\\nport: 1",
                        "new_string":"auth: [secret: GitHub token]\\nport: 2"}]}""")).then(says("done"))
                .then(calls("c3", "read", "{\"path\":\"config.txt\"}")).then(says("done"));
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        Pods pods = bench.pods();
        Pod pod = bench.open(pods, bench.request());
        pod.run(text("go"));
        assertThat(results(pod)).first().asString().contains("OK config.txt: 2 lines (1 secret hidden)");
        assertThat(bench.read("config.txt")).isEqualTo("auth: " + token + "\nport: 2\n");
        assertThat(bench.events.toString()).contains("+auth: [secret: GitHub token]").doesNotContain(token);
        assertThat(pod.snapshot().history().toString()).contains("[secret: GitHub token]").doesNotContain(token);
        assertThat(bench.model.requests().toString()).doesNotContain(token);

        pods.configure(pod.id(), "{\"tools\": {\"redact_secrets\": false}}");
        pod.run(text("and now"));
        assertThat(results(pod)).last().asString().doesNotContain("hidden");
        assertThat(pod.snapshot().history().toString()).contains("auth: " + token);
    }

    @Test
    void aKeyIsInNoDiffButStaysInTheFile() throws InterruptedException {
        bench.file("key", "sk-123456789\n");
        bench.file("config.txt", "token: sk-123456789\nport: 1\n");
        String overlay = """
                {"provider": {"kind": "openai-compatible", "model": "m", "base_url": "http://127.0.0.1:1", "api_key_file": "%s"}}
                """.formatted(bench.folder.resolve("key"));
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        bench.model.then(calls("c0", "read", "{\"path\":\"config.txt\"}")).then(calls("c1", "edit",
                "{\"path\":\"config.txt\",\"edits\":[{\"old_string\":\"port: 1\",\"new_string\":\"port: 2\"}]}"))
                .then(says("done"));
        Pod pod = bench.open(bench.pods(), bench.request().with(overlay, true));
        pod.run(text("go"));
        assertThat(bench.questions).singleElement().satisfies(question -> assertThat(question.diff())
                .contains(" token: [secret]", "+port: 2").doesNotContain("sk-123456789"));
        assertThat(bench.events.toString()).contains("+port: 2").doesNotContain("sk-123456789");
        assertThat(bench.read("config.txt")).isEqualTo("token: sk-123456789\nport: 2\n");
    }

    @Test
    void whatReadingIsDeniedIsLeftOutOfSearchesToo() throws InterruptedException {
        bench.file("secret/key.txt", "needle\n");
        bench.file("secret/deep/more.txt", "needle\n");
        bench.file("open.txt", "needle\n");
        String overlay = """
                {"permissions": [{"tool": "read", "pattern": "secret/**", "action": "deny"}]}
                """;
        bench.model.then(calls("c1", "read", "{\"path\":\"secret/key.txt\"}", "c2", "grep", "{\"pattern\":\"needle\"}",
                "c3", "glob", "{\"pattern\":\"*.txt\"}", "c4", "list", "{\"depth\":3}", "c5", "grep",
                "{\"pattern\":\"needle\",\"path\":\"secret\"}", "c6", "list", "{\"path\":\"secret/deep\"}", "c7",
                "grep",
                "{\"pattern\":\"needle\",\"path\":\"secret/key.txt\"}")).then(says("done"));
        Pod pod = bench.open(bench.pods(), bench.request().with(overlay, true));
        pod.run(text("go"));
        assertThat(results(pod)).containsExactly(
                "DENIED Denied by the manifest's permissions: read secret/key.txt.",
                "OK 1 match in 1 of 1 file\nleft out: 2 files that the permissions deny",
                "OK 1 file\nleft out: 2 files that the permissions deny",
                "OK .: 2 entries\nleft out: 2 entries that the permissions deny",
                "DENIED Denied by the manifest's permissions: grep needle in secret.",
                "DENIED Denied by the manifest's permissions: list secret/deep.",
                "DENIED Denied by the manifest's permissions: grep needle in secret/key.txt.");
    }
}
