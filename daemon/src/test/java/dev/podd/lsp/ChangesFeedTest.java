package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hunks that an editor is told of by itself. */
class ChangesFeedTest {
    @TempDir
    private Path temp;
    private Stage stage;

    @BeforeEach
    void writeTwoFiles() {
        stage = new Stage(temp);
        stage.connect();
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true,'client':{'changes':true}}}}}");
        answer(1);
        send("{'id':2,'method':'pod/open','params':{}}");
        String pod = answer(2).at("/result/pod").textValue();
        stage.model().then(Script.answer("calls [[\"c1\",\"write\",{\"path\":\"a.txt\",\"content\":\"one\\n\"}],"
                + "[\"c2\",\"write\",{\"path\":\"b.txt\",\"content\":\"two\\n\"}]]"))
                .then(Script.answer("says \"done\""));
        send("{'id':3,'method':'pod/run','params':{'pod':'" + pod + "','input':[{'type':'text','text':'go'}]}}");
        answer(3);
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    @Test
    void areToldAgainOfAFileThatIsOpenedAgain() {
        open("a.txt", "one\\n");
        assertThat(told()).endsWith("a.txt 1 [one\n]");
        open("b.txt", "two\\n");
        assertThat(told()).endsWith("b.txt 1 [two\n]");
        send("{'method':'textDocument/didClose','params':{'textDocument':{'uri':'file://$root/a.txt'}}}");
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/b.txt','version':2},"
                + "'contentChanges':[{'range':{'start':{'line':0,'character':0},'end':{'line':0,'character':0}},"
                + "'text':'typed\\n'}]}}");
        assertThat(told()).endsWith("b.txt 2 [two\n]");
        open("a.txt", "one\\n");
        assertThat(told()).endsWith("a.txt 1 [one\n]");
    }

    private void open(String name, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/" + name
                + "','languageId':'text','version':1,'text':'" + text + "'}}}");
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    /** The next file that is told, with its version and the new texts of its hunks. */
    private String told() {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals("changes/changed")) {
            next = Json.read(stage.peer().receiveNext());
        }
        assertThat(next.at("/params/files")).hasSize(1);
        JsonNode file = next.at("/params/files/0");
        return file.path("uri").textValue() + " " + file.path("version") + " " + file.findValuesAsText("newText");
    }

    private JsonNode answer(int id) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.path("id").intValue() != id || next.has("method")) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }
}
