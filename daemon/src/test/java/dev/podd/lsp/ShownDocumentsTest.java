package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.model.ScriptedModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts and texts before changes, in editors that show documents of a server and in those that show files alone. */
final class ShownDocumentsTest {
    private static final String BEFORE = "one\ntwo\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private int id;

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void connect(String workspace) {
        stage = new Stage(temp);
        stage.connect();
        stage.file("A.java", BEFORE);
        request("initialize", "{'workspaceFolders':[{'uri':'file://$root','name':'work'}],'capabilities':{'workspace':"
                + workspace + ",'window':{'showDocument':{'support':true}}},"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true}}}");
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    /** Sends it and waits for the answer. */
    private void request(String method, String params) {
        send("{'id':" + ++id + ",'method':'" + method + "','params':" + params + "}");
        next("");
    }

    private void command(String command, String file) {
        send("{'id':" + ++id + ",'method':'workspace/executeCommand','params':{'command':'" + command
                + "','arguments':[{'uri':'file://$root/" + file + "'}]}}");
    }

    private void open(String file, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/" + file
                + "','languageId':'x','version':1,'text':" + Json.write(text) + "}}}");
    }

    /** The next request or notification of that name; an answer for none. */
    private JsonNode next(String method) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals(method)) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }

    private String shown() {
        JsonNode request = next("window/showDocument");
        stage.peer().send("{\"id\":" + request.path("id") + ",\"result\":{\"success\":true}}");
        return request.at("/params/uri").textValue();
    }

    /** A change of a file that is not open. */
    private void change() throws InterruptedException {
        stage.model().then(ScriptedModel.calls("c1", "read", "{\"path\":\"A.java\"}"))
                .then(ScriptedModel.calls("c2", "edit",
                        "{\"path\":\"A.java\",\"edits\":[{\"old_string\":\"two\",\"new_string\":\"zwei\"}]}"))
                .then(ScriptedModel.says("done"));
        request("pod/open", "{}");
        send("{'id':" + ++id
                + ",'method':'pod/run','params':{'pod':'pod-2','input':[{'type':'text','text':'Change it'}]}}");
        next("");
        assertThat(stage.read("A.java")).isEqualTo("one\nzwei\n");
    }

    @Test
    void anEditorWithoutDocumentsOfAServerGetsFilesThatItCannotWriteAndThatGoWithIt()
            throws IOException, InterruptedException {
        connect("{}");
        change();
        open("A.java", "one\nzwei\n");
        command("podd.before", "A.java");
        Path before = Path.of(URI.create(shown()));
        assertThat(before).hasFileName("A.java").hasContent(BEFORE);
        assertThat(Files.getPosixFilePermissions(before)).doesNotContain(PosixFilePermission.OWNER_WRITE);
        assertThat(before.startsWith(stage.root)).isFalse();
        open("a.pod.md", "<!-- podd: session session-1 -->\n\n## You\n\n/transcript\n");
        command("podd.send", "a.pod.md");
        Path transcript = Path.of(URI.create(shown()));
        assertThat(transcript).hasFileName("session-session-1.md");
        assertThat(Files.readString(transcript)).contains("Change it", "done");
        stage.end();
        assertThat(before.getParent().getParent()).doesNotExist();
    }

    @Test
    void anEditorThatShowsDocumentsOfAServerIsToldTheirUris() throws InterruptedException {
        connect("{'textDocumentContent':{}}");
        change();
        open("A.java", "one\nzwei\n");
        command("podd.before", "A.java");
        assertThat(shown()).startsWith("pod:/base" + stage.root + "/A.java?");
        open("a.pod.md", "<!-- podd: session session-1 -->\n\n## You\n\n/transcript\n");
        command("podd.send", "a.pod.md");
        assertThat(shown()).isEqualTo("pod:/session/session-1.md");
    }
}
