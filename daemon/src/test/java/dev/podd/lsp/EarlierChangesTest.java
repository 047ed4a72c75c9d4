package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents changed before the daemon was started anew. */
class EarlierChangesTest {
    private static final String EDIT = """
            calls [["c%d","edit",{"path":"a.txt","edits":[{"old_string":"%s","new_string":"%s"}]}]]""";

    @TempDir
    private Path temp;
    private Stage stage;

    @BeforeEach
    void changeAndRestart() {
        stage = new Stage(temp);
        stage.file("a.txt", "one\ntwo\nthree\nfour\nfive\n");
        stage.connect();
        edit(1, "two", "zwei");
        stage.restart();
        initialize();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void areThereAfterTheFirstLookAtThemWasCancelled() throws InterruptedException {
        stage.store.holdList();
        list(2);
        stage.store.awaitListing();
        stage.peer().send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":2}}");
        assertThat(answer(2).at("/error/code").intValue()).isEqualTo(-32800);
        stage.store.listed();
        list(3);
        assertThat(newTexts(answer(3))).isEqualTo("zwei\n");
    }

    @Test
    void areThereAfterTheStoreCouldNotBeReadForATime() {
        stage.store.fault("locked");
        list(2);
        assertThat(answer(2).at("/error/data/name").textValue()).isEqualTo("storeFailed");
        stage.store.fault("none");
        list(3);
        assertThat(newTexts(answer(3))).isEqualTo("zwei\n");
    }

    @Test
    void areNotRecordedOverWhileTheyCannotBeRead() {
        stage.store.failList(true);
        stage.model().then(Script.answer("calls [[\"c8\",\"read\",{\"path\":\"a.txt\"}]]"))
                .then(Script.answer(EDIT.formatted(9, "four", "vier")));
        run(2);
        assertThat(stage.read("a.txt")).doesNotContain("vier");
        stage.store.failList(false);
        list(3);
        assertThat(newTexts(answer(3))).isEqualTo("zwei\n");
    }

    @Test
    void stayWhenTheirUndoIsCancelledBeforeTheEditorMakesIt() {
        stage.peer().send("""
                {"method":"textDocument/didOpen","params":{"textDocument":{"uri":"file://%s/a.txt","languageId":"text",\
                "version":1,"text":"one\\nzwei\\nthree\\nfour\\nfive\\n"}}}
                """.formatted(stage.root));
        stage.peer().send("""
                {"id":2,"method":"changes/undo","params":{"uri":"file://%s/a.txt"}}""".formatted(stage.root));
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals("workspace/applyEdit")) {
            next = Json.read(stage.peer().receiveNext());
        }
        stage.peer().send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":2}}");
        assertThat(answer(2).at("/error/code").intValue()).isEqualTo(-32800);
        list(3);
        assertThat(newTexts(answer(3))).isEqualTo("zwei\n");
        stage.restart();
        initialize();
        list(4);
        assertThat(newTexts(answer(4))).isEqualTo("zwei\n");
    }

    private void edit(int call, String old, String replacement) {
        initialize();
        stage.model().then(Script.answer("calls [[\"c0\",\"read\",{\"path\":\"a.txt\"}]]"))
                .then(Script.answer(EDIT.formatted(call, old, replacement))).then(Script.answer("says \"done\""));
        run(10);
        assertThat(stage.read("a.txt")).contains(replacement);
    }

    private void initialize() {
        stage.peer().send("""
                {"id":0,"method":"initialize","params":{"workspaceFolders":[{"uri":"file://%s","name":"work"}],\
                "capabilities":{},"initializationOptions":{"pod":{"workspaceTrusted":true,"client":{"changes":true}}}}}
                """.formatted(stage.root));
        answer(0);
        stage.peer().send("{\"method\":\"initialized\",\"params\":{}}");
    }

    private void run(int id) {
        stage.peer().send("{\"id\":1,\"method\":\"pod/open\",\"params\":{}}");
        String pod = answer(1).at("/result/pod").textValue();
        stage.peer().send("{\"id\":" + id + ",\"method\":\"pod/run\",\"params\":{\"pod\":\"" + pod
                + "\",\"input\":[{\"type\":\"text\",\"text\":\"go\"}]}}");
        answer(id);
    }

    private void list(int id) {
        stage.peer().send("{\"id\":" + id + ",\"method\":\"changes/list\",\"params\":{}}");
    }

    private static String newTexts(JsonNode listed) {
        StringBuilder all = new StringBuilder();
        listed.at("/result/files").forEach(file -> file.path("hunks")
                .forEach(hunk -> all.append(hunk.path("newText").textValue())));
        return all.toString();
    }

    private JsonNode answer(int id) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.path("id").intValue() != id || !(next.has("result") || next.has("error"))) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }
}
