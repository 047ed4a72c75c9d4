package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that goes back with its files while one of them is open and not saved. */
final class RewindInEditorTest {
    private static final String SAVED = "one\ntwo\nthree\nfour\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private int id;
    private int version = 1;
    private JsonNode pod;
    private String beginning;

    @BeforeEach
    void edit() {
        stage = new Stage(temp);
        stage.connect();
        stage.file("a.txt", SAVED);
        request("initialize", "{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true}}}");
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/a.txt','languageId':'text',"
                + "'version':1,'text':" + Json.write("unsaved\n" + SAVED) + "}}}");
        JsonNode opened = request("pod/open", "{'overlay':{'permissions':[{'tool':'*','action':'allow'}]}}");
        pod = opened.path("pod");
        stage.model().then(Script.answer("says \"hello\""));
        run();
        JsonNode entries = request("session/read", "{'session':" + opened.path("session") + "}").path("entries");
        beginning = entries.path(entries.size() - 1).path("entry").textValue();
        stage.model().then(Script.answer("calls [[\"c1\",\"read\",{\"path\":\"a.txt\"}]]"))
                .then(Script.answer("calls [[\"c2\",\"edit\",{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"two\","
                        + "\"new_string\":\"zwei\"}]}],[\"c3\",\"write\",{\"path\":\"b.txt\",\"content\":\"new\\n\"}]]"))
                .then(Script.answer("says \"done\""));
        send("{'id':" + ++id + ",'method':'pod/run','params':{'pod':" + pod
                + ",'input':[{'type':'text','text':'go'}]}}");
        made("unsaved\n" + SAVED.replace("two", "zwei"));
        answer();
        assertThat(stage.read("b.txt")).isEqualTo("new\n");
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private JsonNode request(String method, String params) {
        send("{'id':" + ++id + ",'method':'" + method + "','params':" + params + "}");
        return answer();
    }

    /** The result of the last request; fails when the editor is asked for an edit before. */
    private JsonNode answer() {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.has("method") || next.path("id").asInt() != id) {
            assertThat(next.path("method").asText()).as(next.toString()).isNotEqualTo("workspace/applyEdit");
            next = Json.read(stage.peer().receiveNext());
        }
        assertThat(next.has("error")).as(next.toString()).isFalse();
        return next.path("result");
    }

    private void run() {
        request("pod/run", "{'pod':" + pod + ",'input':[{'type':'text','text':'hi'}]}");
    }

    private void type(String text) {
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/a.txt','version':"
                + ++version + "},'contentChanges':[{'text':" + Json.write(text) + "}]}}");
    }

    /** Makes the next edit, after which the document holds a text. */
    private JsonNode made(String text) {
        JsonNode edit = Json.read(stage.peer().receiveNext());
        while (!edit.path("method").asText().equals("workspace/applyEdit")) {
            edit = Json.read(stage.peer().receiveNext());
        }
        type(text);
        send("{'id':" + edit.path("id") + ",'result':{'applied':true}}");
        return edit.at("/params/edit/documentChanges/0/edits");
    }

    private String rewind(String more) {
        return "{'pod':" + pod + ",'to':'" + beginning + "','files':true" + more + "}";
    }

    @Test
    void theBufferGoesBackByOneEditBesideWhatWasTypedSinceAndTheDiskAsItWas() {
        type("unsaved\n" + SAVED.replace("two", "zwei") + "typed since\n");
        JsonNode preview = request("session/rewind", rewind(",'preview':true"));
        assertThat(preview.path("restored")).hasSize(2);
        assertThat(stage.read("b.txt")).isEqualTo("new\n");
        send("{'id':" + ++id + ",'method':'session/rewind','params':" + rewind("") + "}");
        JsonNode edits = made("unsaved\n" + SAVED + "typed since\n");
        assertThat(edits).hasSize(1);
        assertThat(edits.at("/0/newText").textValue()).isEqualTo("two\n");
        JsonNode done = answer();
        assertThat(done).isEqualTo(preview);
        assertThat(done.path("kept")).isEmpty();
        assertThat(stage.root.resolve("b.txt")).doesNotExist();
        assertThat(stage.read("a.txt")).isEqualTo(SAVED);
    }

    @Test
    void whatWasTypedOverTheChangeIsKeptAndSaid() {
        type("unsaved\n" + SAVED.replace("two", "my own"));
        JsonNode done = request("session/rewind", rewind(""));
        assertThat(done.at("/kept/0").textValue()).isEqualTo(stage.root + "/a.txt");
        assertThat(done.at("/restored/0").textValue()).isEqualTo(stage.root + "/b.txt");
    }

    @Test
    void aTurnIsUndoneInTheBufferAndOnTheDisk() {
        send("{'id':" + ++id + ",'method':'changes/undo','params':{'pod':" + pod + ",'turn':2}}");
        made("unsaved\n" + SAVED);
        assertThat(answer().path("undone")).hasSize(2);
        assertThat(stage.root.resolve("b.txt")).doesNotExist();
        assertThat(stage.read("a.txt")).isEqualTo(SAVED);
    }
}
