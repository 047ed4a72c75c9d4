package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How editors open, number and tell their documents, each in its own way, while an agent edits one of them. */
final class EditorHabitsTest {
    private static final int KEYS = 60;
    private static final String EDITED = "ok: edited a.txt (in the editor, not saved yet): now reads";

    @TempDir
    private Path temp;
    private Stage stage;
    private String uri;

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
        stage.file("a.txt", "one\ntwo\nthree\nfour\nfive\n");
        uri = "file://" + stage.root + "/a.txt";
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void initialize(String clientInfo) {
        send("{'id':1,'method':'initialize','params':{" + clientInfo + "'workspaceFolders':[{'uri':'file://"
                + stage.root + "','name':'work'}],'initializationOptions':{'pod':{'workspaceTrusted':true,"
                + "'client':{'approvals':true,'changes':true}}}}}");
        stage.peer().receiveNext();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"'));
    }

    private void open(int version, String languageId, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'" + uri + "','languageId':"
                + languageId + ",'version':" + version + ",'text':'" + text + "'}}}");
    }

    private void change(int version, String text) {
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'" + uri + "','version':" + version
                + "},'contentChanges':[{'text':'" + text + "'}]}}");
    }

    /** Has the model read the file and replace words in it, a call each. */
    private void edit(String action, String... words) {
        stage.model().then(Script.answer("calls [[\"r\",\"read\",{\"path\":\"a.txt\"}]]"));
        for (int i = 0; i < words.length; i += 2) {
            stage.model().then(Script.answer("calls [[\"e" + i / 2 + "\",\"edit\",{\"path\":\"a.txt\",\"edits\":"
                    + "[{\"old_string\":\"" + words[i] + "\",\"new_string\":\"" + words[i + 1] + "\"}]}]]"));
        }
        stage.model().then(Script.answer("says \"done\""));
        send("{'id':2,'method':'pod/open','params':{'overlay':{'permissions':[{'tool':'*','action':'" + action
                + "'}]}}}");
        String pod = Json.read(stage.peer().receiveNext()).at("/result/pod").textValue();
        send("{'id':3,'method':'pod/run','params':{'pod':'" + pod + "','input':[{'type':'text','text':'go'}]}}");
    }

    /** The next request or notification of that name; fails when the turn ends before an edit. */
    private JsonNode next(String method) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals(method)) {
            assertThat(next.path("id").asInt() == 3 && method.equals("workspace/applyEdit")).as(next.toString())
                    .isFalse();
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }

    private void answer(JsonNode request, String result) {
        send("{'id':" + request.path("id") + ",'result':" + result + "}");
    }

    private static int version(JsonNode edit) {
        return edit.at("/params/edit/documentChanges/0/textDocument/version").intValue();
    }

    private static String firstEdit(JsonNode edit) {
        JsonNode first = edit.at("/params/edit/documentChanges/0/edits/0");
        return first.at("/range/start/line") + " " + first.path("newText").textValue().strip();
    }

    /** How the call ended, the last one first told, and what it read; fails when the editor is asked for an edit. */
    private JsonNode done(String call) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.at("/params/event/type").asText().equals("toolCallDone")
                || !next.at("/params/event/call").asText().equals(call)) {
            assertThat(next.path("method").asText()).as(next.toString()).isNotEqualTo("workspace/applyEdit");
            next = Json.read(stage.peer().receiveNext());
        }
        return next.at("/params/event");
    }

    private static String words(JsonNode done) {
        return done.path("outcome").asText() + ": " + done.path("summary").asText();
    }

    @Test
    void neovimWhoseFirstVersionIsNoneItLooksAtIsToldOneThatItRefusesOnceSomethingIsTyped() {
        initialize("'clientInfo':{'name':'Neovim','version':'0.12.4'},");
        open(0, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei");
        JsonNode edit = next("workspace/applyEdit");
        assertThat(version(edit)).as("it makes edits of version 0 whatever was typed").isEqualTo(1);
        answer(edit, "{'applied':true}");
        change(4, "zero\\none\\ntwo\\nthree\\nfour\\nfive\\n");
        JsonNode again = next("workspace/applyEdit");
        assertThat(version(again)).isEqualTo(4);
        assertThat(firstEdit(again)).isEqualTo("2 zwei");
        change(5, "zero\\none\\nzwei\\nthree\\nfour\\nfive\\n");
        answer(again, "{'applied':true}");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    @Test
    void othersAreToldTheirFirstVersionAsItIs() {
        initialize("'clientInfo':{'name':'helix'},");
        open(0, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei");
        JsonNode edit = next("workspace/applyEdit");
        assertThat(version(edit)).isZero();
        answer(edit, "{'applied':true}");
        change(1, "one\\nzwei\\nthree\\nfour\\nfive\\n");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    @Test
    void theNextEditIsForTheVersionThatTheOneBeforeHasLed() {
        initialize("");
        open(3, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei", "four", "vier");
        JsonNode first = next("workspace/applyEdit");
        assertThat(version(first)).isEqualTo(3);
        answer(first, "{'applied':true}");
        change(8, "one\\nzwei\\nthree\\nfour\\nfive\\n");
        JsonNode second = next("workspace/applyEdit");
        assertThat(version(second)).isEqualTo(8);
        answer(second, "{'applied':true}");
        change(9, "one\\nzwei\\nthree\\nvier\\nfive\\n");
        assertThat(words(done("e1"))).isEqualTo(EDITED);
    }

    @Test
    void aDocumentThatIsOpenedOnceMoreHasTheTextOfTheLastTimeWhateverItsLanguageIsCalled() {
        initialize("");
        open(0, "'text'", "one\\ntwo\\n");
        change(7, "typed\\none\\ntwo\\n");
        open(0, "null", "ONE\\ntwo\\nthree\\n");
        edit("allow", "two", "zwei");
        assertThat(done("r").path("body").asText()).isEqualTo("1\tONE\n2\ttwo\n3\tthree");
        JsonNode edit = next("workspace/applyEdit");
        assertThat(version(edit)).isZero();
        assertThat(firstEdit(edit)).isEqualTo("1 zwei");
        open(0, "null", "ONE\\nzwei\\nthree\\n");
        answer(edit, "{'applied':true}");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    @Test
    void aDocumentThatIsClosedIsItsFileAgain() {
        initialize("");
        open(1, "'text'", "one\\ntwo and typed\\n");
        send("{'method':'textDocument/didClose','params':{'textDocument':{'uri':'" + uri + "'}}}");
        edit("allow", "two", "zwei");
        assertThat(done("r").path("body").asText()).isEqualTo("1\tone\n2\ttwo\n3\tthree\n4\tfour\n5\tfive");
        assertThat(words(done("e0"))).isEqualTo("ok: edited a.txt: now reads");
    }

    @ParameterizedTest
    @CsvSource({"utf-8, 10", "utf-16, 7", "utf-32, 7"})
    void charactersAreCountedAsTheEditorCountsThem(String offered, int end) {
        initialize("'capabilities':{'general':{'positionEncodings':['" + offered + "']}},");
        open(1, "'text'", "\u00e9\ud83d\ude00 two");
        edit("allow", "two", "zwei");
        JsonNode edit = next("workspace/applyEdit");
        assertThat(edit.at("/params/edit/documentChanges/0/edits/0/range/end/character").intValue()).isEqualTo(end);
        change(2, "\u00e9\ud83d\ude00 zwei");
        answer(edit, "{'applied':true}");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    @Test
    void whereHunksStandIsToldSeldomWhileOneTypesFast() {
        initialize("");
        open(1, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei");
        JsonNode edit = next("workspace/applyEdit");
        change(2, "one\\nzwei\\nthree\\nfour\\nfive\\n");
        answer(edit, "{'applied':true}");
        done("e0");
        for (int typed = 1; typed <= KEYS; typed++) {
            change(2 + typed, "typed\\n".repeat(typed) + "one\\nzwei\\nthree\\nfour\\nfive\\n");
        }
        int told = 1;
        JsonNode file = next("changes/changed").at("/params/files/0");
        while (file.path("version").asInt() < 2 + KEYS) {
            told++;
            file = next("changes/changed").at("/params/files/0");
        }
        assertThat(file.at("/hunks/0/range/start/line").intValue()).isEqualTo(KEYS + 1);
        assertThat(told).isLessThan(KEYS / 2);
    }

    @Test
    void aFileThatIsNotOpenIsWrittenAndNoEditorIsAsked() {
        initialize("");
        edit("allow", "two", "zwei");
        assertThat(words(done("e0"))).isEqualTo("ok: edited a.txt: now reads");
        assertThat(stage.read("a.txt")).isEqualTo("one\nzwei\nthree\nfour\nfive\n");
    }

    @Test
    void aFileThatIsOpenedWhileItsEditIsAskedAboutIsChangedWhereItStandsThen() {
        initialize("");
        edit("ask", "two", "zwei");
        JsonNode question = next("approval/request");
        while (question.at("/params/call").asText().equals("r")) {
            answer(question, "{'option':'allowOnce'}");
            question = next("approval/request");
        }
        open(1, "'text'", "one\\ntwo\\nthree\\nfour\\nfive and typed\\n");
        answer(question, "{'option':'allowOnce'}");
        JsonNode edit = next("workspace/applyEdit");
        assertThat(firstEdit(edit)).isEqualTo("1 zwei");
        answer(edit, "{'applied':true}");
        change(2, "one\\nzwei\\nthree\\nfour\\nfive and typed\\n");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
        assertThat(stage.read("a.txt")).isEqualTo("one\ntwo\nthree\nfour\nfive\n");
    }

    /** A key that is held down comes some 30 times a second, in an editor that is slow to answer more often than it does. */
    @Test
    void anEditIsMadeInTheFirstPauseOfOneWhoTypes() {
        initialize("");
        open(1, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei");
        StringBuilder typed = new StringBuilder();
        for (int keys = 1; keys <= KEYS; keys++) {
            JsonNode refused = next("workspace/applyEdit");
            assertThat(version(refused)).isEqualTo(keys);
            typed.append('x');
            change(1 + keys, "one\\ntwo\\nthree\\nfour\\nfive" + typed + "\\n");
            answer(refused, "{'applied':false}");
        }
        JsonNode edit = next("workspace/applyEdit");
        assertThat(firstEdit(edit)).isEqualTo("1 zwei");
        change(2 + KEYS, "one\\nzwei\\nthree\\nfour\\nfive" + typed + "\\n");
        answer(edit, "{'applied':true}");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    /** It was made once more: words that stand in both lines hid which of them had come. */
    @Test
    void anEditThatComesWithWhatWasTypedBesideItIsMadeOnce() {
        initialize("");
        open(1, "'text'", "one before\\ntwo before\\nthree\\n");
        edit("allow", "two before", "new before\\ntwo before");
        JsonNode edit = next("workspace/applyEdit");
        answer(edit, "{'applied':true}");
        change(3, "one before typed\\nnew before\\ntwo before\\nthree\\n");
        assertThat(words(done("e0"))).isEqualTo(EDITED);
    }

    /** An editor that looks at no version. */
    @Test
    void anEditThatWasMadeInAnotherPlaceIsAnErrorAndNotMadeOnceMore() {
        initialize("");
        open(0, "'text'", "one\\ntwo\\nthree\\nfour\\nfive\\n");
        edit("allow", "two", "zwei");
        JsonNode edit = next("workspace/applyEdit");
        change(1, "zero\\none\\ntwo\\nthree\\nfour\\nfive\\n");
        change(2, "zero\\nzwei\\ntwo\\nthree\\nfour\\nfive\\n");
        answer(edit, "{'applied':true}");
        assertThat(words(done("e0")))
                .isEqualTo("error: a.txt is not changed: the person typed meanwhile, and the editor"
                        + " made the edit all the same, by now over other lines; its own undo takes that back. Read it again");
    }
}
