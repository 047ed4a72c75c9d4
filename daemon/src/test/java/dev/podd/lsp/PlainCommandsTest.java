package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.json.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor with no plugin offers a person, and what comes of it when they choose it. */
final class PlainCommandsTest {
    private static final String BEFORE = "one\ntwo\nthree\nfour\nfive\n// @podd sort these\n";
    private static final String AFTER = "one\nzwei\nthree\nvier\nfive\n// @podd sort these\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private int id;
    private int version = 1;

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
        request("initialize", "{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'capabilities':{'window':{'showDocument':{'support':true}}},"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true}}}");
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    /** Sends it and waits for the answer. */
    private JsonNode request(String method, String params) {
        send("{'id':" + ++id + ",'method':'" + method + "','params':" + params + "}");
        JsonNode next = next("");
        while (next.path("id").asInt() != id) {
            next = next("");
        }
        assertThat(next.has("error")).as(next.toString()).isFalse();
        return next.path("result");
    }

    /** The next request or notification of that name; an answer for none. */
    private JsonNode next(String method) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals(method)) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }

    private void open(String file, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/" + file
                + "','languageId':'x','version':1,'text':" + Json.write(text) + "}}}");
    }

    /** Has the next edit made, after which the document holds a text. */
    private JsonNode made(String file, String text) {
        JsonNode edit = madeUnsaid(file, text);
        sayMade(edit);
        return edit.path("params");
    }

    /** As {@link #made}, for an editor that tells the change and has not yet said that it made the edit. */
    private JsonNode madeUnsaid(String file, String text) {
        JsonNode edit = next("workspace/applyEdit");
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/" + file + "','version':"
                + ++version + "},'contentChanges':[{'text':" + Json.write(text) + "}]}}");
        return edit;
    }

    private void sayMade(JsonNode edit) {
        send("{'id':" + edit.path("id") + ",'result':{'applied':true}}");
    }

    private void execute(JsonNode command) {
        send("{'id':" + ++id + ",'method':'workspace/executeCommand','params':{'command':" + command.path("command")
                + ",'arguments':" + command.path("arguments") + "}}");
    }

    private JsonNode lenses(String file) {
        return request("textDocument/codeLens", "{'textDocument':{'uri':'file://$root/" + file + "'}}");
    }

    private void awaitLenses(String file, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (lenses(file).size() != count) {
            assertThat(System.nanoTime()).as("no %d lenses, but %s", count, lenses(file)).isLessThan(end);
        }
    }

    /** The commands that are offered for some lines. */
    private List<JsonNode> actions(String file, int from, int to) {
        List<JsonNode> commands = new ArrayList<>();
        request("textDocument/codeAction", "{'textDocument':{'uri':'file://$root/" + file
                + "'},'range':{'start':{'line':"
                + from + ",'character':0},'end':{'line':" + to + ",'character':0}},'context':{'diagnostics':["
                + "{'range':{'start':{'line':1,'character':0},'end':{'line':1,'character':3}},'message':'two is odd'}]}}")
                .forEach(action -> commands.add(action.path("command")));
        return commands;
    }

    private JsonNode action(String file, int from, int to, String title) {
        return actions(file, from, to).stream().filter(each -> each.path("title").asText().equals(title)).findFirst()
                .orElseThrow();
    }

    /** Two hunks in an open document, made by a turn. */
    private void change() {
        stage.model().then(Script.answer("calls [[\"c1\",\"read\",{\"path\":\"a.txt\"}]]"))
                .then(Script.answer("calls [[\"c2\",\"edit\",{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"two\","
                        + "\"new_string\":\"zwei\"},{\"old_string\":\"four\",\"new_string\":\"vier\"}]}]]"))
                .then(Script.answer("says \"done\""));
        open("a.txt", BEFORE);
        JsonNode pod = request("pod/open", "{}").path("pod");
        send("{'id':" + ++id + ",'method':'pod/run','params':{'pod':" + pod
                + ",'input':[{'type':'text','text':'go'}]}}");
        made("a.txt", AFTER);
        next("");
        stage.model().forget();
    }

    private void assertEachLensIsAnAction(String file, String... titles) {
        List<String> found = new ArrayList<>();
        for (JsonNode lens : lenses(file)) {
            int line = lens.at("/range/start/line").intValue();
            assertThat(actions(file, line, line)).as("code actions of line %d", line).contains(lens.path("command"));
            found.add(line + " " + lens.at("/command/title").textValue());
        }
        assertThat(found).containsExactly(titles);
    }

    @Test
    void eachLensIsACodeActionOfItsLine() {
        change();
        assertEachLensIsAnAction("a.txt", "0 Podd: keep all 2 changes of the file",
                "0 Podd: undo all 2 changes of the file",
                "1 Podd: keep this change", "1 Podd: undo this change", "3 Podd: keep this change",
                "3 Podd: undo this change", "5 Podd: sort these");
        stage.model().then(Script.answer("hangs \"I am\""));
        execute(action("a.txt", 5, 5, "Podd: sort these"));
        next("");
        assertEachLensIsAnAction("a.txt", "0 Podd: stop", "0 Podd: keep all 2 changes of the file",
                "0 Podd: undo all 2 changes of the file", "1 Podd: keep this change", "1 Podd: undo this change",
                "3 Podd: keep this change", "3 Podd: undo this change", "5 Podd: sort these");
        execute(action("a.txt", 2, 2, "Podd: stop"));
        assertThat(next("window/showMessage").at("/params/message").asText()).contains("sort these: ");
    }

    @Test
    void eachLensOfAChatIsACodeActionWhereverTheCursorIs() {
        stage.model().then(Script.answer("hangs \"Well\""));
        open("a.pod.md", "## You\n\nHi\n");
        assertEachLensIsAnAction("a.pod.md", "0 Podd: send");
        execute(action("a.pod.md", 2, 2, "Podd: send"));
        String begun = "<!-- podd: session session-1 -->\n\n## You\n\nHi\n\n## Podd\n\n";
        made("a.pod.md", begun + "\n");
        JsonNode answer = madeUnsaid("a.pod.md", begun + "Well\n\nMore\n");
        assertEachLensIsAnAction("a.pod.md", "6 Podd: stop", "10 Podd: send now");
        sayMade(answer);
        assertEachLensIsAnAction("a.pod.md", "6 Podd: stop", "10 Podd: send now");
        execute(action("a.pod.md", 0, 0, "Podd: stop"));
        assertThat(made("a.pod.md", begun + "Well\n\n*Cancelled*\n\nMore\n").toString()).contains("Cancelled");
    }

    @Test
    void changesAreUndoneAndKeptByTheirActions() {
        change();
        execute(action("a.txt", 1, 1, "Podd: undo this change"));
        JsonNode undo = made("a.txt", AFTER.replace("zwei", "two"));
        assertThat(undo.at("/edit/documentChanges/0/edits/0/newText").asText()).isEqualTo("two\n");
        assertThat(undo.at("/edit/documentChanges/0/edits")).hasSize(1);
        awaitLenses("a.txt", 3);
        assertEachLensIsAnAction("a.txt", "3 Podd: keep this change", "3 Podd: undo this change", "5 Podd: sort these");
        execute(action("a.txt", 0, 0, "Podd: keep the change of the file"));
        next("");
        awaitLenses("a.txt", 1);
        assertThat(request("changes/list", "{}").path("files")).isEmpty();
    }

    /** The text of the input that the model was asked with last. */
    private String asked() {
        return ((Item.Message) stage.model().requests().getLast().history().getLast()).parts().stream()
                .map(part -> part instanceof Part.Text text ? text.text()
                        : part instanceof Part.Selection selection ? "[" + selection.content() + "]" : "")
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aProblemIsFixedAndASelectionImprovedByATurnThatIsToldOfThem() {
        open("a.txt", BEFORE);
        stage.model().then(Script.answer("says \"It is fixed.\""));
        execute(action("a.txt", 1, 1, "Podd: fix this"));
        assertThat(next("window/showMessage").at("/params/message").asText()).isEqualTo("It is fixed.");
        assertThat(asked()).contains("Fix this in " + stage.root + "/a.txt, line 2:\n- line 2: two is odd\n", "[two]");
        stage.model().forget().then(Script.answer("says \"It is better.\""));
        execute(action("a.txt", 1, 3, "Podd: improve this"));
        assertThat(next("window/showMessage").at("/params/message").asText()).isEqualTo("It is better.");
        assertThat(asked()).contains("lines 2 to 3: Improve this.", "[two\nthree\n]");
        stage.model().forget().then(Script.answer("says \"It is German.\""));
        send("{'id':" + ++id
                + ",'method':'workspace/executeCommand','params':{'command':'podd.rewrite','arguments':[{'uri':"
                + "'file://$root/a.txt','range':{'start':{'line':1,'character':0},'end':{'line':1,'character':3}},"
                + "'instruction':'In German'}]}}");
        assertThat(next("window/showMessage").at("/params/message").asText()).isEqualTo("It is German.");
        assertThat(asked()).contains("line 2: In German", "[two]");
    }

    @Test
    void anExplanationIsAChatThatIsSentAsSoonAsItIsOpen() throws Exception {
        open("a.txt", BEFORE);
        execute(action("a.txt", 1, 3, "Podd: explain this"));
        Path chat = shown();
        assertThat(chat).hasContent("## You\n\nExplain this.\n\na.txt, lines 2 to 3:\n\n```x\ntwo\nthree\n```\n\n");
        CountDownLatch isAsked = new CountDownLatch(1);
        stage.model().then(listener -> {
            isAsked.countDown();
            Script.answer("hangs \"They are\"").give(listener);
        });
        open(stage.root.relativize(chat).toString(), Files.readString(chat));
        assertThat(next("workspace/applyEdit").toString()).contains("## Podd");
        isAsked.await();
        assertThat(asked()).startsWith("Explain this.");
        execute(action("a.txt", 1, 3, "Podd: chat about this"));
        assertThat(shown()).hasContent("## You\n\na.txt, lines 2 to 3:\n\n```x\ntwo\nthree\n```\n\n");
    }

    private Path shown() {
        JsonNode request = next("window/showDocument");
        send("{'id':" + request.path("id") + ",'result':{'success':true}}");
        return Path.of(URI.create(request.at("/params/uri").textValue()));
    }

    @Test
    void sessionsAreCompletedByTheirIdsWithTheirTitles() {
        stage.model().then(Script.answer("says \"hello\""));
        JsonNode pod = request("pod/open", "{}").path("pod");
        request("pod/run", "{'pod':" + pod + ",'input':[{'type':'text','text':'About bees'}]}");
        open("a.pod.md", "<!-- podd: session \n\n## You\n\n/session s\n/transcript \nA /session \n");
        for (int[] place : new int[][] {{0, 19}, {4, 10}, {5, 12}}) {
            JsonNode items = request("textDocument/completion", "{'textDocument':{'uri':'file://$root/a.pod.md'},"
                    + "'position':{'line':" + place[0] + ",'character':" + place[1] + "}}").path("items");
            assertThat(items).hasSize(1);
            assertThat(items.at("/0/label").textValue()).isEqualTo("About bees");
            assertThat(items.at("/0/textEdit/newText").textValue()).isEqualTo("session-1");
            assertThat(items.at("/0/filterText").textValue()).isEqualTo("session-1 About bees");
        }
        assertThat(request("textDocument/completion", "{'textDocument':{'uri':'file://$root/a.pod.md'},"
                + "'position':{'line':6,'character':11}}").path("items")).isEmpty();
    }
}
