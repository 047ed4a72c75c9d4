package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editors that are asked to change a document, and what they are known to do instead. */
final class EditorDocumentTest {
    @TempDir
    private Path temp;
    private Stage stage;
    private String uri;

    @BeforeEach
    void open() {
        stage = new Stage(temp);
        stage.connect();
        stage.file("a.txt", "one\ntwo\n");
        uri = "file://" + stage.root + "/a.txt";
        stage.model().then(Script.answer("calls [[\"c1\",\"read\",{\"path\":\"a.txt\"}]]"))
                .then(Script.answer("calls [[\"c2\",\"edit\",{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"two\","
                        + "\"new_string\":\"zwei\"}]}]]"))
                .then(Script.answer("says \"done\""));
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://" + stage.root
                + "','name':'work'}],'initializationOptions':{'pod':{'workspaceTrusted':true}}}}");
        stage.peer().receiveNext();
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'" + uri
                + "','languageId':'text','version':0,'text':'one\\ntwo\\n'}}}");
        send("{'id':2,'method':'pod/open','params':{'overlay':{'permissions':[{'tool':'*','action':'allow'}]}}}");
        String pod = Json.read(stage.peer().receiveNext()).at("/result/pod").textValue();
        send("{'id':3,'method':'pod/run','params':{'pod':'" + pod + "','input':[{'type':'text','text':'go'}]}}");
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"'));
    }

    /** The next edit that the editor is asked to make. */
    private JsonNode nextEdit() {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals("workspace/applyEdit")) {
            next = Json.read(stage.peer().receiveNext());
        }
        assertThat(next.at("/params/edit/documentChanges")).hasSize(1);
        return next;
    }

    private void answer(JsonNode request, String result) {
        send("{'id':" + request.path("id") + "," + result + "}");
    }

    private void change(int version, String text) {
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'" + uri + "','version':" + version
                + "},'contentChanges':[{'text':'" + text + "'}]}}");
    }

    private static int line(JsonNode request) {
        return request.at("/params/edit/documentChanges/0/edits/0/range/start/line").intValue();
    }

    private static int version(JsonNode request) {
        return request.at("/params/edit/documentChanges/0/textDocument/version").intValue();
    }

    /** How the edit ended, as the model was told. */
    private String end() {
        JsonNode next = Json.read(stage.peer().receiveNext());
        String end = "";
        while (next.path("id").asInt() != 3) {
            JsonNode event = next.at("/params/event");
            if (event.path("type").asText().equals("toolCallDone") && event.path("call").asText().equals("c2")) {
                end = event.path("outcome").asText() + ": " + event.path("summary").asText();
            }
            next = Json.read(stage.peer().receiveNext());
        }
        assertThat(stage.read("a.txt")).as("the file on the disk").isEqualTo("one\ntwo\n");
        return end;
    }

    @Test
    void theTextMayComeBeforeTheAnswer() {
        JsonNode edit = nextEdit();
        change(1, "one\\nzwei\\n");
        answer(edit, "'result':{'applied':true}");
        assertThat(end()).isEqualTo("ok: edited a.txt (in the editor, not saved yet): now reads");
    }

    @Test
    void typingMayComeWithTheEdit() {
        JsonNode edit = nextEdit();
        answer(edit, "'result':{'applied':true}");
        change(2, "zero\\none\\nzwei\\n");
        assertThat(end()).isEqualTo("ok: edited a.txt (in the editor, not saved yet): now reads");
    }

    @Test
    void appliedIsNotBelievedOfAnEditThatWasRefused() {
        JsonNode edit = nextEdit();
        answer(edit, "'result':{'applied':true}");
        change(1, "zero\\none\\ntwo\\n");
        JsonNode again = nextEdit();
        assertThat(version(again)).isEqualTo(1);
        assertThat(line(again)).isEqualTo(2);
        answer(again, "'result':{'applied':true}");
        change(2, "zero\\none\\nzwei\\n");
        assertThat(end()).isEqualTo("ok: edited a.txt (in the editor, not saved yet): now reads");
    }

    @Test
    void anEditThatNeverShowsIsAnError() {
        answer(nextEdit(), "'result':{'applied':true}");
        assertThat(end()).isEqualTo(
                "error: a.txt is not changed: the editor says that it made the edit, but its text does not show it; it may still come, so read it again");
    }

    @Test
    void aRefusalSaysWhy() {
        answer(nextEdit(), "'result':{'applied':false,'failureReason':'the buffer is locked'}");
        assertThat(end()).isEqualTo("error: a.txt is not changed: the editor refused the edit: the buffer is locked");
    }

    @Test
    void nullIsARefusal() {
        answer(nextEdit(), "'result':null");
        assertThat(end()).isEqualTo("error: a.txt is not changed: the editor refused the edit");
    }

    @Test
    void anErrorForAnOldVersionMeansOnceMore() {
        JsonNode edit = nextEdit();
        answer(edit, "'error':{'code':-32603,'message':'(jsonrpc-error \\\"Edits on `a.txt` require version 0\\\")'}"
                .replace("\\\"", ""));
        change(1, "zero\\none\\ntwo\\n");
        JsonNode again = nextEdit();
        answer(again, "'result':{'applied':true}");
        change(2, "zero\\none\\nzwei\\n");
        assertThat(end()).isEqualTo("ok: edited a.txt (in the editor, not saved yet): now reads");
    }

    @Test
    void anEditorWithoutEditsIsAnError() {
        answer(nextEdit(), "'error':{'code':-32601,'message':'method not found'}");
        assertThat(end()).isEqualTo(
                "error: a.txt is not changed: the editor could not make the edit: method not found");
    }

    @Test
    void aDocumentThatIsClosedMeanwhileIsNotChanged() {
        JsonNode edit = nextEdit();
        send("{'method':'textDocument/didClose','params':{'textDocument':{'uri':'" + uri + "'}}}");
        answer(edit, "'result':{'applied':true}");
        assertThat(end()).isEqualTo("error: a.txt is not changed: it was closed in the editor meanwhile");
    }
}
