package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.event.Event;
import dev.podd.item.TurnError;
import dev.podd.json.Json;
import dev.podd.jsonrpc.RawPeer;
import dev.podd.pod.Pod;
import dev.podd.pod.Subscription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Pod whose model is the editor's own, before an editor that asks it as it should, and as it should not. */
final class EditorModelTest {
    private static final String MODELS = "{'models':[{'id':'acme/small','contextWindow':64000},{'id':'acme/large'}]}";
    private static final int MI = 1 << 20;
    private static final int SECONDS = 10;

    @TempDir
    private Path temp;
    private Stage stage;
    private RawPeer peer;
    /** Events of the Pods, as they came, with what makes one differ from another. */
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
        stage.file("a.txt", "one\n");
        peer = stage.peer();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        peer.send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private void initialize(boolean lends) {
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true,'client':{'approvals':true,'changes':true,"
                + "'completions':" + lends + "}}}}}");
        peer.receiveNext();
    }

    /** Opens a Pod; the editor says which models it has. */
    private JsonNode open(String provider) {
        send("{'id':2,'method':'pod/open','params':{'overlay':{'provider':{'kind':'editor'" + provider + "},"
                + "'permissions':[{'tool':'*','action':'allow'}]}}}");
        answer(asked("editor/models"), MODELS);
        return answered(2).path("result");
    }

    private String opened() {
        initialize(true);
        return open("").path("pod").textValue();
    }

    private void run(int id, String pod) {
        send("{'id':" + id + ",'method':'pod/run','params':{'pod':'" + pod
                + "','input':[{'type':'text','text':'go'}]}}");
    }

    private void answer(JsonNode request, String result) {
        send("{'id':" + request.path("id") + ",'result':" + result + "}");
    }

    private void says(JsonNode request, String... pieces) {
        send("{'method':'editor/completing','params':{'completion':" + request.at("/params/completion") + ",'pieces':["
                + String.join(",", pieces) + "]}}");
    }

    private void completed(JsonNode request) {
        answer(request, "{'type':'completed'}");
    }

    private static String text(String text) {
        return "{'type':'text','text':'" + text + "'}";
    }

    private static String call(String call, String name, String arguments) {
        return "{'type':'toolCall','call':'" + call + "','name':'" + name + "','arguments':" + arguments + "}";
    }

    private JsonNode next() {
        JsonNode next = Json.read(peer.receiveNext());
        JsonNode event = next.at("/params/event");
        if (event.isObject()) {
            events.add(event.path("type").asText() + event.path("text").asText("") + event.path("reason").asText("")
                    + event.path("summary").asText(""));
        }
        return next;
    }

    /** The next message of a method. */
    private JsonNode asked(String method) {
        JsonNode next = next();
        while (!next.path("method").asText().equals(method)) {
            assertThat(next.at("/result/outcome").isTextual() || next.has("error")).as(next.toString()).isFalse();
            next = next();
        }
        return next;
    }

    private JsonNode answered(int id) {
        JsonNode next = next();
        while (next.path("id").asInt() != id || next.has("method")) {
            next = next();
        }
        return next;
    }

    /**
     * The outcome of a turn whose request the editor is told to stop; the two come in either order, since the editor is asked
     * by a thread of its own.
     */
    private String stopped(JsonNode request, int run) {
        Map<String, JsonNode> told = new HashMap<>();
        String answer = Integer.toString(run);
        while (!told.keySet().containsAll(List.of("$/cancelRequest", answer))) {
            JsonNode next = next();
            told.put(next.path("method").asText(next.path("id").asText()), next);
        }
        assertThat(told.get("$/cancelRequest").at("/params/id")).isEqualTo(request.path("id"));
        return outcome(told.get(answer));
    }

    private static String outcome(JsonNode answer) {
        JsonNode turn = answer.path("result");
        return turn.path("outcome").asText() + ": "
                + turn.path("message").asText(turn.at("/error/message").asText());
    }

    @Test
    void itsTextAndItsCallsAreThoseOfAnyModelAndResultsGoBackToIt() {
        String pod = opened();
        run(3, pod);
        JsonNode first = asked("editor/complete");
        assertThat(first.at("/params/model").asText()).isEqualTo("acme/small");
        assertThat(first.at("/params/tools").findValuesAsText("name")).contains("read", "shell")
                .allMatch(name -> name.matches("[\\w-]+"));
        says(first);
        says(first, text("I lo"), text("ok."), call("toolu-1", "read", "{'path':'a.txt'}"),
                call("toolu-2", "read", "{'path':'none.txt'}"));
        answer(first, "{'type':'completed','stop':'done','input':70,'output':5}");
        JsonNode second = asked("editor/complete");
        JsonNode messages = second.at("/params/messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("user", "assistant", "user");
        assertThat(messages.get(1).path("parts").toString()).isEqualTo(("[{'type':'text','text':'I look.'},"
                + call("toolu-1", "read", "{'path':'a.txt'}") + "," + call("toolu-2", "read", "{'path':'none.txt'}")
                + "]").replace('\'', '"'));
        assertThat(messages.get(2).path("parts").findValuesAsText("call")).containsExactly("toolu-1", "toolu-2");
        assertThat(messages.at("/2/parts/0/text").asText()).isEqualTo("a.txt: 1 line\n1\tone");
        assertThat(messages.at("/2/parts/1/failed").asBoolean()).isTrue();
        says(second, text("It says one."));
        completed(second);
        assertThat(outcome(answered(3))).isEqualTo("finished: It says one.");
        assertThat(String.join("", events)).contains("textDeltaI lo").contains("toolCallDonea.txt: 1 line");
    }

    @Test
    void whatItSaysIsSeenWhileItSaysIt() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request, text("One "));
        assertThat(asked("pod/event").at("/params/event/text").asText()).isEqualTo("One ");
        says(request, text("two."));
        assertThat(asked("pod/event").at("/params/event/text").asText()).isEqualTo("two.");
        completed(request);
        assertThat(outcome(answered(3))).isEqualTo("finished: One two.");
    }

    @Test
    void aModelMayBeNamedInFullOrByItsLastPartAndItsWindowIsTheEditors() {
        initialize(true);
        assertThat(open(",'model':'small'").path("model").toString())
                .isEqualTo("{\"provider\":\"editor\",\"id\":\"acme/small\",\"contextWindow\":64000}");
        JsonNode large = open(",'model':'acme/large'");
        assertThat(large.path("model").toString()).isEqualTo("{\"provider\":\"editor\",\"id\":\"acme/large\"}");
        assertThat(large.path("warnings").toString()).contains("the context window of model acme/large is not known");
    }

    @Test
    void anEditorThatHasItsModelsLaterIsAskedAgain() {
        initialize(true);
        send("{'id':2,'method':'pod/open','params':{'overlay':{'provider':{'kind':'editor'}}}}");
        answer(asked("editor/models"), "{'models':[]}");
        JsonNode pod = answered(2).path("result");
        assertThat(pod.at("/model/id").asText()).isEqualTo("default");
        run(3, pod.path("pod").textValue());
        answer(asked("editor/models"), MODELS);
        JsonNode request = asked("editor/complete");
        assertThat(request.at("/params/model").asText()).isEqualTo("acme/small");
        completed(request);
        answered(3);
        send("{'id':4,'method':'pod/list','params':{}}");
        assertThat(answered(4).at("/result/0/model/contextWindow").asInt()).isEqualTo(64_000);
    }

    @Test
    void aCancelTellsTheEditorAndWhatComesLaterIsPassedOver() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request, text("Well, "));
        asked("pod/event");
        send("{'id':4,'method':'pod/cancel','params':{'pod':'" + pod + "'}}");
        assertThat(stopped(request, 3)).startsWith("cancelled");
        says(request, text("too late"));
        send("{'id':" + request.path("id") + ",'error':{'code':-32800,'message':'cancelled'}}");
        run(5, pod);
        JsonNode again = asked("editor/complete");
        assertThat(again.at("/params/messages").toString()).contains("Well, ").doesNotContain("too late");
        completed(again);
        assertThat(outcome(answered(5))).startsWith("finished");
    }

    @Test
    void withNoEditorThatHasModelsTheTurnSaysWhatWouldBeRight() {
        initialize(false);
        send("{'id':2,'method':'pod/open','params':{'overlay':{'provider':{'kind':'editor'}}}}");
        run(3, answered(2).at("/result/pod").textValue());
        assertThat(outcome(answered(3)))
                .isEqualTo("error: provider.kind is editor, and no editor that has this Pod open"
                        + " offers a language model; VS Code with Podd's extension does, with GitHub Copilot or another provider"
                        + " of chat models. Elsewhere another provider is needed");
        assertThat(events).noneMatch(event -> event.startsWith("retry"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            noModel   | no x | the editor does not have that language model: no x
            noConsent | no   | you have not allowed Podd to use the editor's language model: no
            quota     | up   | the quota of the editor's language model is used up: up
            blocked   | wait | the editor's language model blocks Podd's requests: wait
            offTopic  | no   | the editor's language model refuses the topic: no
            tooLong   | much | the conversation is too long for the editor's language model: much
            other     | 500  | the editor's language model failed: 500
            """)
    void whyItDoesNotAnswerIsToldByName(String fault, String message, String told) {
        String pod = opened();
        run(3, pod);
        answer(asked("editor/complete"), "{'type':'failed','fault':'" + fault + "','message':'" + message + "'}");
        JsonNode answer = answered(3);
        assertThat(outcome(answer)).isEqualTo("error: " + told);
        assertThat(answer.at("/result/error/code").asText())
                .isEqualTo(fault.equals("tooLong") ? "contextOverflow" : "providerFailed");
        assertThat(events).noneMatch(event -> event.startsWith("retry"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'error':{'code':-32603,'message':'it broke'}        | did not ask its language model: it broke
            'error':{'code':-32601,'message':'no such method'}  | did not ask its language model: no such method
            'result':null                                       | gave no answer
            'result':{'type':'done'}                            | did not ask its language model: answer to editor/complete: type: "done" is unknown
            'result':{'type':'completed','input':'many'}        | did not ask its language model: answer to editor/complete: input: a number is due, found text
            """)
    void anAnswerThatIsNoneIsAnErrorThatSaysSo(String answer, String told) {
        String pod = opened();
        run(3, pod);
        send("{'id':" + asked("editor/complete").path("id") + "," + answer + "}");
        assertThat(outcome(answered(3))).startsWith("error: the editor " + told);
    }

    @Test
    void whatWasSaidInSeveralMessagesStaysApart() {
        String pod = opened();
        run(3, pod);
        answer(asked("editor/complete"), "{'type':'failed','fault':'other','message':''}");
        assertThat(outcome(answered(3))).isEqualTo("error: the editor's language model failed");
        run(4, pod);
        JsonNode request = asked("editor/complete");
        assertThat(request.at("/params/messages").findValuesAsText("role")).containsExactly("user", "user");
        completed(request);
        assertThat(outcome(answered(4))).startsWith("finished");
    }

    @Test
    void aBusyModelIsAskedAgain() {
        String pod = opened();
        run(3, pod);
        answer(asked("editor/complete"), "{'type':'failed','fault':'busy','message':'slow down'}");
        JsonNode again = asked("editor/complete");
        says(again, text("Now."));
        completed(again);
        assertThat(outcome(answered(3))).isEqualTo("finished: Now.");
        assertThat(events).contains("retrythe editor's language model is busy: slow down");
    }

    @Test
    void anAnswerThatBreaksOffIsKeptAndGoneOnWith() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request, text("The first half"));
        send("{'id':" + request.path("id") + ",'error':{'code':-32800,'message':'the window is loaded anew'}}");
        JsonNode again = asked("editor/complete");
        assertThat(again.at("/params/messages").toString()).contains("The first half", "Go on exactly");
        says(again, text(" and the second."));
        completed(again);
        assertThat(outcome(answered(3))).isEqualTo("finished: The first half and the second.");
        assertThat(events).contains("retrythe editor gave the request up in the middle of its language model's answer");
    }

    @Test
    void anotherWindowGoesOnWhereTheOneThatIsGoneLeftOff() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request, text("The first half"));
        asked("pod/event");
        RawPeer first = peer;
        stage.reconnect();
        peer = stage.peer();
        initialize(true);
        send("{'id':2,'method':'pod/open','params':{'session':'" + stage.pod(pod).session() + "'}}");
        answered(2);
        run(3, pod);
        assertThat(answered(3).at("/error/data/name").asText()).as("the turn is another window's").isEqualTo("podBusy");
        first.endInput();
        JsonNode again = asked("editor/complete");
        assertThat(again.at("/params/messages").toString()).contains("The first half");
        says(again, text(" and the second."));
        completed(again);
        JsonNode done = asked("pod/event");
        while (!done.at("/params/event/type").asText().equals("turnDone")) {
            done = asked("pod/event");
        }
        assertThat(done.at("/params/event/outcome").asText()).isEqualTo("finished");
        assertThat(events).contains("retrythe editor is gone in the middle of its language model's answer");
        first.close();
    }

    @Test
    void ofTwoWindowsTheOneWhereTheTurnBeganIsAsked() {
        String pod = opened();
        RawPeer first = peer;
        stage.reconnect();
        RawPeer second = stage.peer();
        peer = second;
        initialize(true);
        peer = first;
        run(3, pod);
        completed(asked("editor/complete"));
        answered(3);
        String session = stage.pod(pod).session();
        peer = second;
        send("{'id':4,'method':'pod/open','params':{'session':'" + session + "'}}");
        answered(4);
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/a.txt','languageId':'text',"
                + "'version':1,'text':'one'}}}");
        run(5, pod);
        completed(asked("editor/complete"));
        assertThat(outcome(answered(5))).startsWith("finished");
        peer = first;
        run(6, pod);
        completed(asked("editor/complete"));
        assertThat(outcome(answered(6))).startsWith("finished");
        second.endInput();
    }

    @Test
    void aTurnWhoseOnlyEditorIsGoneEndsAndSaysSo() throws InterruptedException {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request, text("The first half"));
        asked("pod/event");
        Pod open = stage.pod(pod);
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        List<String> retries = new ArrayList<>();
        try (Subscription _ = open.watch(null, each -> seen.add(each.event()))) {
            peer.endInput();
            Event event = seen.poll(SECONDS, TimeUnit.SECONDS);
            while (!(event instanceof Event.TurnDone)) {
                if (event instanceof Event.Retry retry) {
                    retries.add(retry.reason());
                }
                event = Objects.requireNonNull(seen.poll(SECONDS, TimeUnit.SECONDS));
            }
            TurnError error = Objects.requireNonNull(((Event.TurnDone) event).error());
            assertThat(error.message()).startsWith("the editor whose language model answers is gone");
        }
        assertThat(retries).hasSize(4).first()
                .isEqualTo("the editor is gone in the middle of its language model's answer");
        assertThat(open.snapshot().history().toString()).contains("The first half");
    }

    @Test
    void aFloodIsGivenUpAndTheEditorToldSo() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        for (int i = 0; i < 10; i++) {
            says(request, text("x".repeat(MI)));
        }
        assertThat(stopped(request, 3)).startsWith("error: the editor's model was stopped: ")
                .contains("8 Mi characters");
    }

    @Test
    void aMessageOfCountlessPiecesIsGivenUpToo() {
        String pod = opened();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        String[] pieces = new String[200_000];
        Arrays.fill(pieces, text("ab"));
        says(request, pieces);
        says(request, pieces);
        assertThat(stopped(request, 3)).startsWith("error: the editor's model was stopped: ");
    }

    @Test
    void aModelThatFallsSilentIsGivenUpOnceItHasAccepted() {
        initialize(true);
        String pod = open(",'timeouts':{'silence':0.05},'retry':{'attempts':1}").path("pod").textValue();
        run(3, pod);
        JsonNode request = asked("editor/complete");
        says(request);
        assertThat(stopped(request, 3)).startsWith("error: the editor's language model fell silent for ");
    }

    @Test
    void anInlineEditIsMadeByItToo() {
        initialize(true);
        stage.file(".podd/pod.toml", "[provider]\nkind = \"editor\"\n");
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/a.txt','languageId':'text',"
                + "'version':1,'text':'one\\n'}}}");
        send("{'id':3,'method':'inline/start','params':{'textDocument':{'uri':'file://$root/a.txt','version':1},"
                + "'range':{'start':{'line':0,'character':0},'end':{'line':0,'character':3}},'instruction':'Say two'}}");
        answer(asked("editor/models"), MODELS);
        JsonNode request = asked("editor/complete");
        assertThat(request.at("/params/tools")).isEmpty();
        says(request, text("two"));
        completed(request);
        JsonNode edit = asked("workspace/applyEdit");
        assertThat(edit.at("/params/edit/documentChanges/0/edits/0/newText").asText()).startsWith("two");
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/a.txt','version':2},"
                + "'contentChanges':[{'text':'two\\n'}]}}");
        answer(edit, "{'applied':true}");
        JsonNode next = next();
        while (next.has("method") || next.path("id").asInt() != 3) {
            if (next.path("method").asText().equals("editor/models")) {
                answer(next, MODELS);
            }
            next = next();
        }
        assertThat(next.at("/result/state").asText()).isEqualTo("applied");
    }

    @Test
    void itsModelsAreListedBehindTheOneOfTheManifest() {
        initialize(true);
        send("{'id':3,'method':'model/list','params':{}}");
        answer(asked("editor/models"), MODELS);
        JsonNode models = answered(3).at("/result/models");
        assertThat(models.findValuesAsText("id")).startsWith("script-1", "acme/small", "acme/large");
        assertThat(models.get(1).toString()).isEqualTo("{\"provider\":\"editor\",\"id\":\"acme/small\","
                + "\"contextWindow\":64000,\"available\":true}");
    }

    @Test
    void anOldConversationIsSummarisedByIt() {
        String pod = opened();
        for (int turn = 0; turn < 4; turn++) {
            run(10 + turn, pod);
            JsonNode request = asked("editor/complete");
            says(request, text("word ".repeat(2000)));
            completed(request);
            answered(10 + turn);
        }
        send("{'id':20,'method':'pod/compact','params':{'pod':'" + pod + "','retainedTurns':1}}");
        JsonNode request = asked("editor/complete");
        assertThat(request.at("/params/tools")).isEmpty();
        says(request, text("<summary>They said go, and words came.</summary>"));
        completed(request);
        JsonNode done = answered(20);
        assertThat(done.at("/result/after").asInt()).as(done.toString()).isPositive()
                .isLessThan(done.at("/result/before").asInt());
    }
}
