package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TurnOutcome;
import dev.podd.json.Json;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.SessionLog;
import dev.podd.model.ModelEvent;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.pod.Pod;
import dev.podd.pod.PodState;
import dev.podd.pod.RunningTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no transcript can show: an editor that dies, that is lost in mid-turn, that asks much at once. */
class LspConnectionTest {
    @TempDir
    private Path temp;
    private Stage stage;

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theEndOfTheEditorsProcessEndsTheConnection() throws IOException {
        Process editor = new ProcessBuilder("sleep", "60").start();
        initialize("{\"processId\":" + editor.pid() + "}");
        editor.destroyForcibly();
        assertThat(stage.hasEnded()).isTrue();
    }

    @Test
    void aProcessThatNobodyCanSeeIsNotWaitedFor() {
        initialize("{\"processId\":4194999}");
        ask("{\"id\":2,\"method\":\"pod/list\"}");
        assertThat(stage.peer().hasNothingLeft()).isTrue();
    }

    @Test
    void luasEmptyTablesAreTaken() {
        JsonNode answer = initialize("{\"capabilities\":[],\"initializationOptions\":[],\"workspaceFolders\":{}}");
        assertThat(answer.at("/result/capabilities/positionEncoding").textValue()).isEqualTo("utf-16");
    }

    @Test
    void aQuestionWhoseEditorIsLostIsAnsweredWithNo() throws Exception {
        stage.model().then(Script.answer("calls [[\"c1\",\"shell\",{\"command\":\"touch a.txt\"}]]"))
                .then(Script.answer("says \"done\""));
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true,\"client\":{\"approvals\":true}}}}");
        String pod = open();
        stage.peer().send("{\"id\":3,\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"text\",\"text\":\"go\"}]}}");
        String next = stage.peer().receiveNext();
        while (!next.contains("approval/request")) {
            next = stage.peer().receiveNext();
        }
        assertThat(stage.end()).isTrue();
        assertThat(Files.exists(stage.root.resolve("a.txt"))).isFalse();
    }

    @Test
    void twoWhoNeedTheSameAnswerAreServedByOneQuestion() {
        initialize("{}");
        sendOpen(2);
        JsonNode question = Json.read(stage.peer().receiveNext());
        sendOpen(3);
        answer(question, "Trust");
        assertThat(List.of(Json.read(stage.peer().receiveNext()).path("id").intValue(),
                Json.read(stage.peer().receiveNext()).path("id").intValue())).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void aQuestionThatIsGivenUpIsAskedAgainForTheNext() {
        initialize("{}");
        sendOpen(2);
        assertThat(stage.peer().receiveNext()).contains("showMessageRequest");
        sendOpen(3);
        stage.peer().send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":2}}");
        JsonNode next = Json.read(stage.peer().receiveNext());
        int refused = 0;
        while (!next.path("method").asText().equals("window/showMessageRequest")) {
            refused += next.at("/error/code").intValue() == -32800 ? 1 : 0;
            next = Json.read(stage.peer().receiveNext());
        }
        answer(next, "Don't trust");
        while (!next.path("result").has("pod")) {
            refused += next.at("/error/code").intValue() == -32800 ? 1 : 0;
            next = Json.read(stage.peer().receiveNext());
        }
        refused += stage.peer().hasNothingLeft() ? 0 : 1;
        assertThat(refused).isEqualTo(1);
        assertThat(next.path("id").intValue()).isEqualTo(3);
    }

    @Test
    void trustThatIsTakenBackElsewhereDoesNotHoldForThePodsOpenedThen() {
        initialize("{}");
        sendOpen(2);
        answer(Json.read(stage.peer().receiveNext()), "Trust");
        String before = Json.read(stage.peer().receiveNext()).at("/result/pod").textValue();
        assertThat(stage.isTrusted(before)).isTrue();
        stage.trustElsewhere(false);
        sendOpen(3);
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.path("id").intValue() != 3) {
            next = Json.read(stage.peer().receiveNext());
        }
        assertThat(stage.isTrusted(next.at("/result/pod").textValue())).isFalse();
    }

    @Test
    void aThousandStatusRequestsAtOnceAreAllAnswered() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String pod = open();
        for (int i = 0; i < 1000; i++) {
            stage.peer().send("{\"id\":" + i + ",\"method\":\"pod/status\",\"params\":{\"pod\":\"" + pod + "\"}}");
        }
        boolean[] answered = new boolean[1000];
        for (int i = 0; i < 1000; i++) {
            answered[Json.read(stage.peer().receiveNext()).path("id").intValue()] = true;
        }
        assertThat(answered).doesNotContain(false);
    }

    @Test
    void eventsComeBeforeTheAnswerOfTheirTurnHoweverSoonItIsRunAfterOpening() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        for (int i = 0; i < 100; i++) {
            stage.model().forget().then(Script.answer("says \"yes\""));
            stage.peer().send("{\"id\":3,\"method\":\"pod/run\",\"params\":{\"pod\":\"" + open()
                    + "\",\"input\":[{\"type\":\"text\",\"text\":\"go\"}]}}");
            for (int seq = 1; seq <= 6; seq++) {
                assertThat(Json.read(stage.peer().receiveNext()).at("/params/seq").intValue()).isEqualTo(seq);
            }
            assertThat(stage.peer().receiveNext()).contains("\"outcome\":\"finished\"");
        }
    }

    @Test
    void anEditorThatDoesNotReadHoldsUpNoPod() throws Exception {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String pod = open();
        stage.model().then(listener -> {
            for (int i = 0; i < 100_000; i++) {
                listener.accept(new ModelEvent.TextDelta(0, "some words "));
            }
            listener.accept(new ModelEvent.TextClosed(0, "some words ".repeat(100_000)));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        stage.peer().hold();
        Pod running = stage.pod(pod);
        assertThat(running.run(List.of(new Part.Text("talk"))).outcome()).isEqualTo(TurnOutcome.FINISHED);
        stage.peer().resume();
        StringBuilder text = new StringBuilder();
        JsonNode event = Json.object();
        for (long seq = 1; !event.path("type").asText().equals("turnDone"); seq++) {
            JsonNode params = Json.read(stage.peer().receiveNext()).path("params");
            assertThat(params.path("seq").longValue()).isEqualTo(seq);
            event = params.path("event");
            text.append(event.path("type").asText().equals("textDelta") ? event.path("text").textValue() : "");
        }
        assertThat(text).hasToString("some words ".repeat(100_000));
    }

    @Test
    void openingASessionTwiceAtOnceGivesEachEventOnce() throws Exception {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        AtomicBoolean isOver = new AtomicBoolean();
        for (int round = 0; round < 20; round++) {
            isOver.set(false);
            stage.model().forget().then(Script.answer("says \"yes\"")).then(listener -> {
                while (!isOver.get()) {
                    listener.accept(new ModelEvent.TextDelta(0, "b"));
                    LockSupport.parkNanos(20_000);
                }
                listener.accept(new ModelEvent.TextClosed(0, "b"));
                listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
            });
            Pod pod = stage.openElsewhere();
            pod.run(List.of(new Part.Text("go")));
            RunningTurn turn = pod.begin(List.of(new Part.Text("go on")));
            for (int id = 3; id < 7; id++) {
                stage.peer().send("{\"id\":" + id + ",\"method\":\"pod/open\",\"params\":{\"session\":\""
                        + pod.snapshot().session() + "\",\"itemsLimit\":0,\"workspaceFolder\":\"" + stage.root.toUri()
                        + "\"}}");
            }
            try {
                long seq = 0;
                for (int events = 0, answers = 0; answers < 4 || events < 20;) {
                    JsonNode next = Json.read(stage.peer().receiveNext());
                    assertThat(next.has("error")).as("%s", next).isFalse();
                    answers += next.has("result") ? 1 : 0;
                    if (next.has("params") && next.at("/params/pod").textValue().equals(pod.id())) {
                        events++;
                        assertThat(next.at("/params/seq").longValue()).isGreaterThan(seq);
                        seq = next.at("/params/seq").longValue();
                    }
                }
            } finally {
                isOver.set(true);
            }
            turn.awaitOrCancel();
        }
    }

    @Test
    void outputThatNobodyReadsIsCutToItsEndAndACancelIsHeardAtOnce() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true,\"client\":{\"approvals\":true}}}}");
        String pod = open();
        stage.model().then(Script.answer("calls [[\"c1\",\"shell\",{\"command\":\"yes\"}]]"));
        run(3, pod, "print");
        stage.peer().send("{\"id\":" + next("approval/request").path("id")
                + ",\"result\":{\"option\":\"allowOnce\"}}");
        next("toolCallOutput");
        stage.peer().hold();
        stage.peer().send("{\"id\":4,\"method\":\"pod/cancel\",\"params\":{\"pod\":\"" + pod + "\"}}");
        stage.await(pod, PodState.IDLE);
        stage.peer().resume();
        JsonNode answer = Json.read("{}");
        long characters = 0;
        while (answer.path("id").intValue() != 3) {
            String message = stage.peer().receiveNext();
            characters += message.length();
            answer = Json.read(message);
        }
        assertThat(answer.at("/result/outcome").textValue()).isEqualTo("cancelled");
        assertThat(characters).isLessThan(20_000_000);
    }

    @Test
    void anEditorThatComesBackAfterARestartGetsAllEventsSince() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        stage.model().then(Script.answer("says \"one\""));
        run(3, open(), "count");
        String session = next("turnDone").at("/params/session").textValue();
        stage.peer().receiveNext();
        stage.restart();
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        stage.model().then(Script.answer("says \"two\""));
        JsonNode opened = Json.read(ask("{\"id\":2,\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\""
                + stage.root.toUri() + "\",\"session\":\"" + session + "\",\"afterSeq\":500}}"));
        run(3, opened.at("/result/pod").textValue(), "go on");
        assertThat(Json.read(stage.peer().receiveNext()).at("/params/seq").longValue()).isEqualTo(1);
        assertThat(next("turnDone").at("/params/seq").longValue()).isEqualTo(6);
    }

    @Test
    void diagnosticsAreAskedOfTheEditorAndKeptWithTheInput() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true,"
                + "\"client\":{\"languageQueries\":true}}}}");
        String pod = open();
        stage.model().then(Script.answer("says \"seen\""));
        stage.peer().send("{\"id\":3,\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"diagnostics\",\"uri\":\"" + stage.root.toUri() + "a.c\"}]}}");
        JsonNode question = next("editor/query");
        assertThat(question.at("/params/query").textValue()).isEqualTo("diagnostics");
        stage.peer().send("{\"id\":" + question.path("id") + ",\"result\":{\"kind\":\"full\",\"items\":[{\"range\":"
                + "{\"start\":{\"line\":2,\"character\":4},\"end\":{\"line\":2,\"character\":5}},\"severity\":2,"
                + "\"source\":\"cc\",\"message\":\"unused variable\"}]}}");
        next("\"outcome\":\"finished\"");
        assertThat(stage.model().requests().getFirst().history().toString())
                .contains("3:5: warning: unused variable (cc)");
    }

    @Test
    void aRangeInAFileThatIsNotOpenIsCountedInTheEditorsEncoding() {
        initialize("{\"capabilities\":{\"general\":{\"positionEncodings\":[\"utf-8\"]}},"
                + "\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        stage.file("a.txt", "é😀x\n");
        String pod = open();
        stage.model().then(Script.answer("says \"seen\""));
        stage.peer().send("{\"id\":3,\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"selection\",\"uri\":\"" + stage.root.toUri() + "a.txt\",\"range\":"
                + "{\"start\":{\"line\":0,\"character\":2},\"end\":{\"line\":0,\"character\":7}}}]}}");
        next("\"outcome\":\"finished\"");
        assertThat(stage.model().requests().getFirst().history().toString()).contains("content=😀x");
    }

    @Test
    void aFileOutsideTheScopeIsRefusedWithItsPath() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String pod = open();
        stage.peer().send("{\"id\":3,\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"file\",\"uri\":\"file:///etc/hostname\"}]}}");
        JsonNode error = Json.read(stage.peer().receiveNext()).path("error");
        assertThat(error.path("code").intValue()).isEqualTo(-32022);
        assertThat(error.at("/data/path").textValue()).isEqualTo("/etc/hostname");
        assertThat(error.at("/data/permission").textValue()).isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "jsonl"})
    void anExportThatIsTooLongForAnAnswerIsRefusedWithTheCommandThatWritesIt(String format) {
        stage.close();
        stage = Stage.onDisk(temp);
        stage.connect();
        String session = "019aa000-0000-7000-8000-000000000001";
        try (SessionLog log = stage.store.create(session, "file:///work")) {
            Head head = log.startSegment(Head.NONE,
                    Entry.SegmentStart.of("You are a test.", RequestSettings.DEFAULT), List.of()).head();
            for (int i = 0; i < 26; i++) {
                head = log.append(head, List.of(new Entry.AssistantItem(
                        Item.Message.text("i" + i, Role.ASSISTANT, "x".repeat(1_000_000)))), Durability.SOON).head();
            }
        }
        initialize("{}");
        stage.peer().send("{\"id\":3,\"method\":\"session/export\",\"params\":{\"session\":\"" + session
                + "\",\"format\":\"" + format + "\"}}");
        JsonNode error = next("\"id\":3").path("error");
        assertThat(error.path("code").intValue()).isEqualTo(-32602);
        assertThat(error.path("message").textValue()).contains("more than 25165824 characters", "podd sessions export");
    }

    @Test
    void aPodWhoseOpeningWasCancelledIsClosed() {
        initialize("{}");
        sendOpen(2);
        JsonNode question = next("showMessageRequest");
        stage.peer().send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":2}}");
        answer(question, "Trust");
        next("-32800");
        JsonNode pods = Json.read("{}");
        while (!pods.path("result").isArray()) {
            pods = Json.read(ask("{\"id\":4,\"method\":\"pod/list\"}"));
        }
        assertThat(pods.path("result")).isEmpty();
    }

    @Test
    void aTurnGoesOnWhenTheConnectionThatBeganItIsLost() throws Exception {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String pod = open();
        CountDownLatch mayEnd = new CountDownLatch(1);
        stage.model().then(listener -> {
            mayEnd.await();
            listener.accept(new ModelEvent.TextClosed(0, "done"));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        run(3, pod, "go");
        next("requestStarted");
        assertThat(stage.end()).isTrue();
        assertThat(stage.pod(pod).snapshot().state()).isEqualTo(PodState.RUNNING);
        mayEnd.countDown();
        stage.await(pod, PodState.IDLE);
        assertThat(stage.pod(pod).snapshot().history().toString()).contains("done");
    }

    @Test
    void aSessionThatIsBeingClosedIsOpenedAnewOnceItIsClosed() throws Exception {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String pod = open();
        stage.model().then(Script.answer("says \"one\""));
        run(3, pod, "go");
        String session = next("\"outcome\":\"finished\",\"message\"").at("/result/session").textValue();
        CountDownLatch isInterrupted = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        stage.model().then(listener -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                isInterrupted.countDown();
                mayEnd.await();
                throw stop;
            }
        });
        run(4, pod, "stay");
        next("requestStarted");
        stage.peer().send("{\"id\":5,\"method\":\"pod/close\",\"params\":{\"pod\":\"" + pod + "\"}}");
        isInterrupted.await();
        stage.peer().send("{\"id\":6,\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\""
                + stage.root.toUri() + "\",\"session\":\"" + session + "\"}}");
        mayEnd.countDown();
        String again = next("\"id\":6").at("/result/pod").textValue();
        assertThat(again).isNotNull().isNotEqualTo(pod);
        stage.peer().send("{\"id\":7,\"method\":\"pod/status\",\"params\":{\"pod\":\"" + again + "\"}}");
        assertThat(next("\"id\":7").at("/result/state").textValue()).isEqualTo("idle");
    }

    @Test
    void theSameOverlayWithItsKeysInAnotherOrderJoinsAndAnotherFolderIsRefused() {
        initialize("{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        stage.file("sub/a.txt", "");
        String open = "\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\"" + stage.root.toUri() + "\",";
        JsonNode first = Json.read(ask("{\"id\":2," + open
                + "\"overlay\":{\"pod\":{\"name\":\"a\",\"description\":\"b\"}}}}")).path("result");
        stage.model().then(Script.answer("says \"one\""));
        run(3, first.path("pod").textValue(), "go");
        next("\"outcome\":\"finished\",\"message\"");
        assertThat(Json.read(ask("{\"id\":4," + open + "\"session\":" + first.path("session")
                + ",\"overlay\":{\"pod\":{\"description\":\"b\",\"name\":\"a\"}}}}")).at("/result/pod"))
                .isEqualTo(first.path("pod"));
        JsonNode error = Json.read(ask("{\"id\":5,\"method\":\"pod/configure\",\"params\":{\"pod\":"
                + first.path("pod") + ",\"overlay\":{\"pod\":{\"pwd\":\"sub\"}}}}")).path("error");
        assertThat(error.path("code").intValue()).isEqualTo(-32020);
        assertThat(error.path("message").textValue()).contains("pod.pwd");
    }

    @Test
    void trustThatCannotBeKeptIsAFailureOfTheStore() throws Exception {
        initialize("{}");
        Files.createDirectories(stage.root.resolveSibling("home/trust.json/in the way"));
        JsonNode error = Json.read(ask("{\"id\":2,\"method\":\"pod/trust\",\"params\":{\"workspaceFolder\":\""
                + stage.root.toUri() + "\",\"trusted\":true}}")).path("error");
        assertThat(error.path("code").intValue()).isEqualTo(-32050);
    }

    private void run(int id, String pod, String text) {
        stage.peer().send("{\"id\":" + id + ",\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}}");
    }

    /** The next message that has some text in it; those before it are passed over. */
    private JsonNode next(String text) {
        String message = stage.peer().receiveNext();
        while (!message.contains(text)) {
            message = stage.peer().receiveNext();
        }
        return Json.read(message);
    }

    private JsonNode initialize(String params) {
        return Json.read(ask("{\"id\":1,\"method\":\"initialize\",\"params\":" + params + "}"));
    }

    private String open() {
        JsonNode answer = Json.read(ask("{\"id\":2,\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\""
                + stage.root.toUri() + "\"}}"));
        return answer.at("/result/pod").textValue();
    }

    private void sendOpen(int id) {
        stage.peer().send("{\"id\":" + id + ",\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\""
                + stage.root.toUri() + "\"}}");
    }

    private void answer(JsonNode question, String title) {
        stage.peer().send("{\"id\":" + question.path("id") + ",\"result\":{\"title\":\"" + title + "\"}}");
    }

    private String ask(String request) {
        stage.peer().send(request);
        return stage.peer().receiveNext();
    }
}
