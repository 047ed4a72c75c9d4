package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.json.Json;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import dev.podd.model.ScriptedModel;
import dev.podd.model.StopReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits at a place in a document, before an editor that takes them, refuses them, types meanwhile or goes away. */
final class InlineEditTest {
    private static final String TEXT = "import x;\n\nclass A {\n    int one() {\n        return 1;\n    }\n}\n";

    private static final int DELTAS = 800;

    @TempDir
    private Path temp;
    private Stage stage;
    private final List<JsonNode> updates = new ArrayList<>();

    @BeforeEach
    void open() {
        stage = new Stage(temp);
        stage.connect();
        initialize("");
        stage.file("A.java", TEXT);
        didOpen(1, TEXT);
    }

    private void initialize(String more) {
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true,'client':{'changes':true" + more + "}}}}}");
        stage.peer().receiveNext();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private void didOpen(int version, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/A.java','languageId':'java',"
                + "'version':" + version + ",'text':" + Json.write(text) + "}}}");
    }

    private void change(int version, String text) {
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/A.java','version':"
                + version + "},'contentChanges':[{'text':" + Json.write(text) + "}]}}");
    }

    /** Asks for the body of {@code one()} to be edited. */
    private void start(int id, int version) {
        start(id, version, 4, 5, "");
    }

    private void start(int id, int version, int from, int to, String more) {
        send("{'id':" + id + ",'method':'inline/start','params':{'textDocument':{'uri':'file://$root/A.java','version':"
                + version + "},'range':{'start':{'line':" + from + ",'character':0},'end':{'line':" + to
                + ",'character':0}},'instruction':'Return two'" + more + "}}");
    }

    private JsonNode next() {
        JsonNode next = Json.read(stage.peer().receiveNext());
        if (next.path("method").asText().equals("inline/update")) {
            updates.add(next.path("params"));
        }
        return next;
    }

    private void awaitWhatIsComing() {
        while (updates.isEmpty() || updates.getLast().path("hunks").isEmpty()) {
            next();
        }
    }

    private JsonNode answer(int id) {
        JsonNode next = next();
        while (next.path("id").asInt() != id || next.has("method")) {
            next = next();
        }
        return next;
    }

    private JsonNode edit() {
        JsonNode next = next();
        while (!next.path("method").asText().equals("workspace/applyEdit")) {
            assertThat(next.path("id").asInt()).as(next.toString()).isZero();
            next = next();
        }
        assertThat(next.at("/params/edit/documentChanges")).hasSize(1);
        return next;
    }

    private void says(String text) {
        stage.model().then(ScriptedModel.says(text));
    }

    @Test
    void theNewTextStandsInTheDocumentAsOnePendingHunkAndIsRecorded() {
        String text = "Sure:\n```java\n        return 2;\n```";
        CountDownLatch shown = new CountDownLatch(1);
        stage.model().then(listener -> {
            listener.accept(new ModelEvent.TextDelta(0, text));
            shown.await();
            listener.accept(new ModelEvent.TextClosed(0, text));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        start(2, 1);
        awaitWhatIsComing();
        shown.countDown();
        JsonNode edit = edit();
        assertThat(edit.at("/params/edit/documentChanges/0/textDocument/version").intValue()).isEqualTo(1);
        change(2, TEXT.replace("return 1", "return 2"));
        send("{'id':" + edit.path("id") + ",'result':{'applied':true}}");
        JsonNode inline = answer(2).path("result");
        assertThat(inline.path("state").textValue()).isEqualTo("applied");
        assertThat(inline.path("note").textValue()).isEqualTo("Sure:");
        assertThat(inline.path("hunks")).hasSize(1);
        assertThat(inline.at("/hunks/0/oldText").textValue()).isEqualTo("        return 1;\n");
        assertThat(inline.at("/hunks/0/newText").textValue()).isEqualTo("        return 2;\n");
        assertThat(inline.at("/hunks/0/inline")).isEqualTo(inline.path("inline"));
        assertThat(updates.getFirst().path("state").textValue()).isEqualTo("writing");
        assertThat(updates.getFirst().path("hunks")).isEmpty();
        assertThat(updates.getLast().at("/hunks/0/newText").textValue()).isEqualTo("        return 2;");
        assertThat(stage.read("A.java")).isEqualTo(TEXT);
        String session = inline.at("/hunks/0/session").textValue();
        send("{'id':3,'method':'session/read','params':{'session':'" + session + "'}}");
        assertThat(answer(3).at("/result/entries").findValuesAsText("kind")).contains("user_input", "assistant_item",
                "turn_outcome", "file_change");
        send("{'id':4,'method':'changes/undo','params':{'inline':" + inline.path("inline") + "}}");
        JsonNode undo = edit();
        change(3, TEXT);
        send("{'id':" + undo.path("id") + ",'result':{'applied':true}}");
        assertThat(answer(4).at("/result/undone")).hasSize(1);
    }

    @Test
    void whatIsTypedElsewhereMeanwhileStays() {
        says("```\n        return 2;\n```");
        start(2, 1);
        JsonNode edit = edit();
        String typed = "// typed\n" + TEXT;
        change(2, typed);
        send("{'id':" + edit.path("id") + ",'result':{'applied':false,'failureReason':'changed'}}");
        JsonNode again = edit();
        assertThat(again.at("/params/edit/documentChanges/0/textDocument/version").intValue()).isEqualTo(2);
        change(3, typed.replace("return 1", "return 2"));
        send("{'id':" + again.path("id") + ",'result':{'applied':true}}");
        assertThat(answer(2).at("/result/state").textValue()).isEqualTo("applied");
    }

    @Test
    void whatIsTypedInTheRangeIsAConflictAndNothingIsChanged() {
        CountDownLatch typed = new CountDownLatch(1);
        stage.model().then(listener -> {
            typed.await();
            ScriptedModel.says("```\n        return 2;\n```").give(listener);
        });
        start(2, 1);
        next(); // that it has begun
        change(2, TEXT.replace("return 1", "return 7"));
        send("{'id':9,'method':'pod/list','params':{}}");
        answer(9);
        typed.countDown();
        JsonNode inline = answer(2).path("result");
        assertThat(inline.path("state").textValue()).isEqualTo("failed");
        assertThat(inline.at("/error/code").textValue()).isEqualTo("conflict");
        assertThat(inline.at("/error/message").textValue()).contains("you have typed meanwhile", "+        return 2;");
        assertThat(inline.at("/hunks/0/newText").textValue()).contains("return 2;");
    }

    @Test
    void anEditThatTheEditorRefusesFails() {
        says("```\n        return 2;\n```");
        start(2, 1);
        JsonNode edit = edit();
        send("{'id':" + edit.path("id") + ",'result':{'applied':false,'failureReason':'read-only'}}");
        JsonNode inline = answer(2).path("result");
        assertThat(inline.at("/error/code").textValue()).isEqualTo("notApplied");
        assertThat(inline.at("/error/message").textValue()).contains("read-only");
        send("{'id':3,'method':'changes/list','params':{}}");
        assertThat(answer(3).at("/result/files")).isEmpty();
    }

    @Test
    void aDocumentThatIsClosedMeanwhileIsLeftAlone() {
        CountDownLatch closed = new CountDownLatch(1);
        stage.model().then(listener -> {
            closed.await();
            ScriptedModel.says("```\n        return 2;\n```").give(listener);
        });
        start(2, 1);
        next(); // that it has begun
        send("{'method':'textDocument/didClose','params':{'textDocument':{'uri':'file://$root/A.java'}}}");
        send("{'id':9,'method':'pod/list','params':{}}");
        answer(9);
        closed.countDown();
        JsonNode inline = answer(2).path("result");
        assertThat(inline.at("/error/message").textValue()).contains("not open in the editor any more");
        assertThat(stage.read("A.java")).isEqualTo(TEXT);
    }

    @Test
    void aStopInMidStreamAppliesNothing() {
        stage.model().then(Script.answer("hangs \"```\\n        return 2;\\n\""));
        start(2, 1);
        awaitWhatIsComing();
        String inline = updates.getLast().path("inline").textValue();
        send("{'id':3,'method':'inline/stop','params':{'inline':'" + inline + "'}}");
        JsonNode ended = answer(2).path("result");
        assertThat(ended.path("state").textValue()).isEqualTo("cancelled");
        assertThat(ended.path("inline").textValue()).isEqualTo(inline);
        send("{'id':4,'method':'inline/stop','params':{'inline':'" + inline + "'}}");
        assertThat(answer(4).at("/error/code").intValue()).isEqualTo(-32012);
    }

    @Test
    void anEditorThatGoesInMidStreamLeavesTheFileAsItWas() {
        stage.model().then(Script.answer("hangs \"```\\n        return 2;\\n\""));
        start(2, 1);
        awaitWhatIsComing();
        stage.reconnect();
        initialize("");
        assertThat(stage.read("A.java")).isEqualTo(TEXT);
        didOpen(1, TEXT);
        stage.model().forget();
        says("CANNOT: no");
        start(3, 1);
        assertThat(answer(3).at("/result/error/code").textValue()).isEqualTo("refused");
    }

    @Test
    void aCancelledRequestAppliesNothing() {
        stage.model().then(Script.answer("hangs \"half\""));
        start(2, 1);
        awaitWhatIsComing();
        send("{'method':'$/cancelRequest','params':{'id':2}}");
        assertThat(answer(2).at("/error/code").intValue()).isEqualTo(-32800);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7 | 4 | 5  | ''                          | -32801 | has version 1 by now, not 7
            1 | 4 | 90 | ''                          | -32602 | range.end: line 90
            1 | 5 | 4  | ''                          | -32602 | range: its end comes before its start
            1 | 4 | 5  | ,'pod':'none'               | -32010 | none
            """)
    void whatCannotBeMeantIsRefused(int version, int from, int to, String more, int code, String message) {
        start(2, version, from, to, more.equals("''") ? "" : more);
        JsonNode error = answer(2).path("error");
        assertThat(error.path("code").intValue()).as(error.toString()).isEqualTo(code);
        assertThat(error.path("message").textValue()).contains(message);
    }

    @Test
    void aDocumentThatIsNotOpenIsRefused() {
        send("{'id':2,'method':'inline/start','params':{'textDocument':{'uri':'file://$root/B.java','version':1},'range':"
                + "{'start':{'line':0,'character':0},'end':{'line':0,'character':0}},'instruction':'x'}}");
        assertThat(answer(2).at("/error/message").textValue()).contains("B.java is not open");
    }

    @Test
    void anAnswerThatIsNoTextIsShown() {
        says("```\nnever closed");
        start(2, 1);
        JsonNode inline = answer(2).path("result");
        assertThat(inline.at("/error/code").textValue()).isEqualTo("answerUnreadable");
        assertThat(inline.at("/error/message").textValue()).contains("never closed");
        says("CANNOT: nothing to return");
        stage.model().forget();
        start(3, 1);
        assertThat(answer(3).at("/result/error/code").textValue()).isEqualTo("refused");
    }

    @Test
    void itRunsInTheConversationOfAGivenPod() {
        send("{'id':2,'method':'pod/open','params':{}}");
        String pod = answer(2).at("/result/pod").textValue();
        says("hello");
        send("{'id':3,'method':'pod/run','params':{'pod':'" + pod + "','input':[{'type':'text','text':'hi'}]}}");
        answer(3);
        says("CANNOT: no");
        start(4, 1, 4, 5, ",'pod':'" + pod + "'");
        assertThat(answer(4).at("/result/error/code").textValue()).isEqualTo("refused");
        assertThat(stage.model().requests()).hasSize(2);
        assertThat(stage.model().requests().getLast().history()).hasSize(3);
    }

    @Test
    void itsSessionIsInNoListAndTheNextEditHasAnother() {
        says("CANNOT: no");
        start(2, 1);
        String first = answer(2).at("/result/inline").textValue();
        stage.model().forget();
        says("CANNOT: no");
        start(3, 1);
        assertThat(answer(3).at("/result/inline").textValue()).isNotEqualTo(first);
        assertThat(stage.model().requests().getLast().history()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".podd/pod.toml", ".podd/pods/inline.toml"})
    void whatWasWrittenSinceTheLastEditHoldsForTheNext(String file) throws InterruptedException {
        says("CANNOT: no");
        start(2, 1);
        String first = answer(2).at("/result/inline").textValue();
        while (stage.openPods().isEmpty() || stage.openPods().stream().anyMatch(pod -> first.startsWith(pod + "."))) {
            Thread.sleep(1); // the Pod of the next edit is opened in the background
        }
        stage.file(file, "[worker]\ntemperature = 0.25\n");
        stage.model().forget();
        says("CANNOT: no");
        start(3, 1);
        answer(3);
        assertThat(stage.model().requests().getLast().settings().temperature()).isEqualTo(0.25);
    }

    private String request() {
        ModelRequest request = stage.model().requests().getLast();
        return ((Part.Text) ((Item.Message) request.history().getLast()).parts().getFirst()).text();
    }

    @Test
    void theRequestIsSmallAndSaysWhereTheRangeStands() {
        String lines = IntStream.range(0, 40).mapToObj(i -> "        int value" + i + " = compute(" + i + ");\n")
                .collect(Collectors.joining());
        String text = TEXT.replace("        return 1;\n", lines);
        change(2, text);
        says("CANNOT: no");
        start(2, 2, 4, 44, "");
        answer(2);
        ModelRequest request = stage.model().requests().getLast();
        assertThat(request.tools()).isEmpty();
        assertThat(Json.writeBytes(request).length).isBetween(2000, 3072);
        assertThat(request()).startsWith("In A.java, lines 5 to 44:\nReturn two\n")
                .contains("1\timport x;\n", "3\tclass A {\n4\t    int one() {\n", "45\t    }\n",
                        "```java\n        int value0 = compute(0);\n")
                .endsWith("compute(39);\n```");
    }

    @Test
    void theRequestTellsWhatLanguageServersKnowOfTheRange() {
        stage.reconnect();
        initialize(",'languageQueries':true");
        stage.file("B.java", "class B {\n    static int compute() {\n        return 1;\n    }\n}\n");
        didOpen(1, TEXT.replace("return 1", "return compute()"));
        // Nobody waits long for a language server, and a busy machine may need several tries to answer in time.
        int id = 2;
        do {
            says("CANNOT: no");
            start(id, 1);
            tellWhatIsKnownUntilAnswered(id);
        } while (++id < 30 && !(request().contains("Diagnostics:") && request().contains("Defined elsewhere:")));
        assertThat(request()).contains("Diagnostics:\n", "cannot find compute",
                "Defined elsewhere:\nB.java:2: static int compute() {\n").doesNotContain("elsewhere\n\n");
    }

    private void tellWhatIsKnownUntilAnswered(int id) {
        JsonNode next = next();
        while (next.has("method") || next.path("id").asInt() != id) {
            if (next.path("method").asText().equals("editor/query")) {
                tellWhatIsKnown(next);
            }
            next = next();
        }
    }

    private void tellWhatIsKnown(JsonNode query) {
        String start = "'start':{'line':%d,'character':%d},'end':{'line':%d,'character':%d}";
        send("{'id':" + query.path("id") + ",'result':"
                + (query.at("/params/query").asText().equals("definition")
                        ? "[{'uri':'file://$root/B.java','range':{" + start.formatted(1, 15, 1, 22) + "}}]"
                        : "[{'range':{" + start.formatted(4, 15, 4, 22)
                                + "},'severity':1,'message':'cannot find compute'},{'range':{"
                                + start.formatted(0, 0, 0, 1) + "},'message':'elsewhere'}]")
                + "}");
    }

    @Test
    void aFastAnswerIsShownInFewUpdates() {
        stage.model().then(listener -> {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < DELTAS; i++) {
                String more = i == 0 ? "```\n" : i == DELTAS - 1 ? "\n```" : "word ";
                all.append(more);
                listener.accept(new ModelEvent.TextDelta(0, more));
            }
            listener.accept(new ModelEvent.TextClosed(0, all.toString()));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        start(2, 1);
        send("{'id':" + edit().path("id") + ",'result':{'applied':false}}");
        answer(2);
        assertThat(updates).hasSizeBetween(1, DELTAS / 4);
    }
}
