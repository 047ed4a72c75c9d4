package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.json.Json;
import dev.podd.model.ModelRequest;
import dev.podd.model.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions at the cursor, for an editor whose person wants them, or asked for by hand. */
final class InlineCompletionTest {
    private static final String TEXT = "import x;\n\nclass A {\n    int one() {\n        return \n    }\n}\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private final List<JsonNode> messages = new ArrayList<>();

    @BeforeEach
    void open() {
        stage = new Stage(temp);
        stage.connect();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private JsonNode initialize(String pod) {
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true" + pod + "}}}}");
        JsonNode capabilities = answer(1).at("/result/capabilities");
        stage.file("A.java", TEXT);
        didOpen("A.java", 1, TEXT);
        return capabilities;
    }

    private void wanted() {
        initialize(",'inlineCompletion':true");
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private void didOpen(String name, int version, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/" + name
                + "','languageId':'java','version':" + version + ",'text':" + Json.write(text) + "}}}");
    }

    /** Asks behind {@code return}. */
    private void ask(int id, int kind) {
        ask(id, kind, "A.java", 4, 15);
    }

    private void ask(int id, int kind, String name, int line, int character) {
        send("{'id':" + id + ",'method':'textDocument/inlineCompletion','params':{'textDocument':{'uri':'file://$root/"
                + name + "'},'position':{'line':" + line + ",'character':" + character + "},'context':{'triggerKind':"
                + kind + "}}}");
    }

    /** The answer to a request, which may have come before that to an earlier one. */
    private JsonNode answer(int id) {
        while (messages.stream().noneMatch(each -> isAnswer(each, id))) {
            messages.add(Json.read(stage.peer().receiveNext()));
        }
        return messages.stream().filter(each -> isAnswer(each, id)).findFirst().orElseThrow();
    }

    private static boolean isAnswer(JsonNode message, int id) {
        return message.path("id").asInt() == id && !message.has("method");
    }

    private JsonNode items(int id) {
        JsonNode answer = answer(id);
        assertThat(answer.has("error")).as(answer.toString()).isFalse();
        return answer.at("/result/items");
    }

    private void says(String text) {
        stage.model().then(ScriptedModel.says(text));
    }

    private static String prompt(ModelRequest request) {
        return ((Part.Text) ((Item.Message) request.history().getLast()).parts().getFirst()).text();
    }

    @Test
    void itIsOfferedAndAutomaticOnlyWhereThePersonWantsIt() {
        assertThat(initialize("").has("inlineCompletionProvider")).isFalse();
        ask(2, 2);
        assertThat(items(2)).isEmpty();
        assertThat(stage.model().requests()).isEmpty();
        says("```\n1;\n```");
        ask(3, 1);
        assertThat(items(3).at("/0/insertText").textValue()).isEqualTo("1;");
    }

    @Test
    void theTextIsRecordedInASessionThatIsInNoList() {
        wanted();
        says("```java\n1;\n```");
        ask(2, 2);
        JsonNode item = items(2).get(0);
        assertThat(item.path("insertText").textValue()).isEqualTo("1;");
        assertThat(item.at("/range/start")).isEqualTo(item.at("/range/end"));
        assertThat(item.at("/range/start/character").intValue()).isEqualTo(15);
        JsonNode archived;
        int id = 3;
        do {
            send("{'id':" + id + ",'method':'session/list','params':{'archived':true}}");
            archived = answer(id++).at("/result/sessions");
        } while (archived.isEmpty()); // put away in the background
        send("{'id':" + id + ",'method':'session/list','params':{}}");
        assertThat(answer(id++).at("/result/sessions")).isEmpty();
        send("{'id':" + id + ",'method':'session/read','params':{'session':" + archived.at("/0/session") + "}}");
        assertThat(answer(id).at("/result/entries").findValuesAsText("kind")).contains("user_input", "assistant_item",
                "turn_outcome");
    }

    @Test
    void theRequestIsSmallAndShowsBothSidesOfThePlace() {
        wanted();
        String far = "    // far away\n".repeat(400);
        didOpen("B.java", 1,
                "import x;\n\nclass B {\n" + far + "    int two() {\n        return \n    }\n" + far + "}\n");
        says("```\n2;\n```");
        ask(2, 2, "B.java", 404, 15);
        assertThat(items(2).at("/0/insertText").textValue()).isEqualTo("2;");
        ModelRequest request = stage.model().requests().getLast();
        assertThat(request.tools()).isEmpty();
        assertThat(request.history()).hasSize(1);
        assertThat(prompt(request)).startsWith("In B.java, line 405:")
                .contains("1\timport x;\n", "3\tclass B {\n", "\n        return <|cursor|>\n    }\n")
                .hasSizeLessThan(3800);
    }

    @Test
    void whatTheModelRepeatsOfTheLineIsLeftOut() {
        wanted();
        didOpen("C.java", 1, "x = add(one, );\r\n");
        says("```\nx = add(one, two);\n```");
        ask(2, 2, "C.java", 0, 13);
        assertThat(items(2).at("/0/insertText").textValue()).isEqualTo("two");
        stage.model().forget();
        says("```\ntwo,\n    three\n```");
        ask(3, 2, "C.java", 0, 13);
        assertThat(items(3).at("/0/insertText").textValue()).isEqualTo("two,\r\n    three");
    }

    @Test
    void anAnswerThatIsNoTextGivesNothing() {
        wanted();
        for (String none : List.of("```\n```", "CANNOT: no", "```\nnever closed", "   ")) {
            stage.model().forget();
            says(none);
            ask(2, 2);
            assertThat(items(2)).as(none).isEmpty();
        }
        assertThat(messages).noneMatch(each -> each.path("method").asText().equals("window/showMessage"));
    }

    @Test
    void aNewerRequestStopsTheOlderOfTheSameDocument() throws InterruptedException {
        wanted();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        stage.model().then(listener -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
        });
        ask(2, 2);
        asked.await();
        stage.model().forget();
        says("```\n1;\n```");
        ask(3, 2);
        assertThat(items(2)).isEmpty();
        stopped.await();
        assertThat(items(3).at("/0/insertText").textValue()).isEqualTo("1;");
    }

    @Test
    void aCancelledRequestStopsTheModel() throws InterruptedException {
        wanted();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        stage.model().then(listener -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
        });
        ask(2, 2);
        asked.await();
        send("{'method':'$/cancelRequest','params':{'id':2}}");
        assertThat(answer(2).at("/error/code").intValue()).isEqualTo(-32800);
        stopped.await();
    }

    @Test
    void whatWasTypedMeanwhileMakesTheAnswerVoid() throws InterruptedException {
        wanted();
        CountDownLatch typed = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        stage.model().then(listener -> {
            asked.countDown();
            typed.await();
            ScriptedModel.says("```\n1;\n```").give(listener);
        });
        ask(2, 2);
        asked.await();
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/A.java','version':2},"
                + "'contentChanges':[{'text':'other'}]}}");
        send("{'id':9,'method':'pod/list','params':{}}");
        answer(9);
        typed.countDown();
        assertThat(items(2)).isEmpty();
    }

    @Test
    void aFileThatMayNotBeReadIsNotShownToTheModel() {
        stage.file(".podd/pod.toml", "[[scope.deny]]\nname = \"*.own\"\npermission = \"read\"\n");
        wanted();
        didOpen("my.own", 1, "KEY=");
        ask(2, 2, "my.own", 0, 4);
        assertThat(items(2)).isEmpty();
        assertThat(stage.model().requests()).isEmpty();
    }

    @Test
    void withNoModelTheListIsEmptyAndThatIsSaidOnce() {
        stage.file(".podd/pod.toml", "[provider]\nkind = \"offline\"\nmodel = \"quotes\"\n");
        wanted();
        ask(2, 2);
        assertThat(items(2)).isEmpty();
        ask(3, 2);
        assertThat(items(3)).isEmpty();
        assertThat(messages).filteredOn(each -> each.path("method").asText().equals("window/showMessage")).hasSize(1)
                .first().extracting(each -> each.at("/params/message").textValue()).asString()
                .startsWith("No inline completions: no language model is set up");
        assertThat(stage.model().requests()).isEmpty();
    }

    @Test
    void aModelThatFailsIsSaidOnce() {
        wanted();
        for (int id = 2; id < 4; id++) {
            stage.model().forget();
            stage.model().then(Script.answer("fails 400 \"bad request\""));
            ask(id, 2);
            assertThat(items(id)).isEmpty();
        }
        assertThat(messages).filteredOn(each -> each.path("method").asText().equals("window/showMessage")).hasSize(1);
    }
}
