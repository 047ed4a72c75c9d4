package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.model.ToolSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools that ask the editor's language servers, before an editor that answers as real ones do, and as they should not. */
final class LanguageToolsTest {
    private static final String A = "int size;\nint twice() { return 2 * size; }\n";
    private static final String B = "äö𝄞 size\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private String pod;
    private int id = 10;

    @BeforeEach
    void open() {
        stage = new Stage(temp);
        stage.connect();
        stage.file("a.c", A);
        stage.file("b.c", B);
        stage.file(".env", "KEY=1\n");
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true,'client':{'languageQueries':true}}}}}");
        stage.peer().receiveNext();
        send("{'id':2,'method':'pod/open','params':{'overlay':{'permissions':[{'tool':'*','action':'allow'}]}}}");
        pod = Json.read(stage.peer().receiveNext()).at("/result/pod").textValue();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private void didOpen(String name, String text) {
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/" + name
                + "','languageId':'c','version':1,'text':" + Json.write(text) + "}}}");
    }

    /** Runs a turn with one call; answers what the editor is asked, one after the other. */
    private String call(String tool, String arguments, String... answers) {
        int turn = ++id;
        stage.model()
                .then(Script
                        .answer("calls [[\"c" + turn + "\",\"" + tool + "\"," + arguments.replace('\'', '"') + "]]"))
                .then(Script.answer("says \"done\""));
        send("{'id':" + turn + ",'method':'pod/run','params':{'pod':'" + pod
                + "','input':[{'type':'text','text':'go'}]}}");
        List<String> left = new ArrayList<>(List.of(answers));
        String result = "";
        while (true) {
            JsonNode next = Json.read(stage.peer().receiveNext());
            if (next.path("id").asInt() == turn && !next.has("method")) {
                assertThat(left).as("answers that nobody asked for").isEmpty();
                return result;
            }
            JsonNode event = next.at("/params/event");
            if (event.path("type").asText().equals("toolCallDone")) {
                result = event.path("outcome").asText() + ": " + event.path("summary").asText()
                        + (event.has("body") ? "\n" + event.path("body").asText() : "");
            }
            if (next.has("method") && next.has("id")) {
                assertThat(left).as(next.toString()).isNotEmpty();
                String answer = left.removeFirst();
                asked.add(next.path("method").asText() + " " + next.path("params"));
                if (answer.startsWith("typed ")) {
                    typed(next, answer.substring("typed ".length()));
                } else {
                    send("{'id':" + next.path("id") + "," + answer + "}");
                }
            }
        }
    }

    private final List<String> asked = new ArrayList<>();

    /** Makes an edit as an editor does: the whole new text, then the answer. */
    private void typed(JsonNode edit, String text) {
        JsonNode document = edit.at("/params/edit/documentChanges/0/textDocument");
        send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':" + document.path("uri")
                + ",'version':" + (document.path("version").asInt() + 1) + "},'contentChanges':[{'text':"
                + Json.write(text) + "}]}}");
        send("{'id':" + edit.path("id") + ",'result':{'applied':true}}");
    }

    private static String at(String uri, int line, int from, int to) {
        return "{'uri':'" + uri + "','range':" + range(line, from, to) + "}";
    }

    private static String range(int line, int from, int to) {
        return "{'start':{'line':" + line + ",'character':" + from + "},'end':{'line':" + line + ",'character':" + to
                + "}}";
    }

    private static String edit(int line, int from, int to, String text) {
        return "{'range':" + range(line, from, to) + ",'newText':'" + text + "'}";
    }

    @Test
    void aPlaceIsAskedForByItsNameAndShownWithItsLine() {
        didOpen("b.c", "äö𝄞 size // unsaved\n");
        assertThat(call("references", "{'path':'b.c','symbol':'size'}", "'result':[" + at("file://$root/a.c", 0, 4, 8)
                + "," + at("file://$root/b.c", 0, 5, 9) + "," + at("file:///usr/include/x.h", 3, 0, 1) + ","
                + at("file://$root/.env", 0, 0, 1) + "," + at("jdt://x", 0, 0, 1) + "]"))
                .isEqualTo("ok: 2 references of size as named in b.c:1\n3 more in files that this Pod may not read\n"
                        + "a.c:1: int size;\nb.c:1: äö𝄞 size // unsaved");
        assertThat(asked).containsExactly("editor/query {\"query\":\"references\",\"textDocument\":{\"uri\":\"file://"
                + stage.root + "/b.c\"},\"position\":{\"line\":0,\"character\":5}}");
    }

    @Test
    void theOccurrenceNearestToTheLineIsMeant() {
        assertThat(call("definition", "{'path':'a.c','symbol':'size','line':3}",
                "'result':{'uri':'file://$root/a.c','range':" + range(0, 4, 8) + "}"))
                .isEqualTo("ok: 1 definition of size as named in a.c:2\na.c:1: int size;");
        assertThat(call("definition", "{'path':'a.c','symbol':'siz'}", "'result':[{'targetUri':'file://$root/a.c',"
                + "'targetRange':" + range(1, 0, 3) + ",'targetSelectionRange':" + range(0, 4, 8) + "}]"))
                .isEqualTo("ok: 1 definition of siz as named in a.c:1\na.c:1: int size;");
        assertThat(call("definition", "{'path':'a.c','symbol':'none'}"))
                .isEqualTo("error: none does not occur in a.c");
        assertThat(call("definition", "{'path':'../a.c','symbol':'none'}")).startsWith("error: ");
    }

    @Test
    void whatAFileDefinesIsShownAsATreeAndWhatIsFoundAnywhereWithItsPlace() {
        assertThat(call("symbols", "{'path':'a.c'}", "'result':[{'name':'size','kind':13,'range':" + range(0, 0, 9)
                + ",'selectionRange':" + range(0, 4, 8) + ",'children':[{'name':'in','kind':99,'range':"
                + range(1, 0, 1)
                + ",'selectionRange':" + range(1, 0, 1) + "}]}]"))
                .isEqualTo("ok: 2 symbols in a.c\nvariable size, a.c:1\n  symbol in, a.c:2");
        assertThat(call("symbols", "{'query':'siz'}", "'result':[{'name':'size','kind':13,'containerName':'top',"
                + "'location':" + at("file://$root/a.c", 0, 4, 8) + "}]"))
                .isEqualTo("ok: 1 symbol for siz\nvariable size in top, a.c:1");
        assertThat(call("symbols", "{}")).isEqualTo("error: symbols needs path or query");
    }

    @Test
    void hoverAndDiagnosticsAreText() {
        assertThat(call("hover", "{'path':'a.c','symbol':'twice'}",
                "'result':{'contents':{'kind':'markdown','value':'**int** twice()'}}"))
                .isEqualTo("ok: twice as named in a.c:2\n**int** twice()");
        assertThat(call("hover", "{'path':'a.c','symbol':'twice'}", "'result':null"))
                .isEqualTo("ok: nothing is known of twice as named in a.c:2");
        assertThat(call("diagnostics", "{}", "'result':{'items':[{'uri':'file://$root/a.c','kind':'full','items':["
                + "{'range':" + range(1, 0, 1) + ",'severity':2,'message':'unused'},{'range':" + range(0, 0, 1)
                + ",'message':'no','source':'cc','code':7}]}]}"))
                .isEqualTo("ok: 2 diagnostics\na.c:1: error: no (cc 7)\na.c:2: warning: unused");
        assertThat(call("diagnostics", "{'path':'a.c'}", "'result':[]")).isEqualTo("ok: 0 diagnostics in a.c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'error':{'code':-32603,'message':'no server runs'} | the editor did not answer definition: no server runs
            'result':[{'uri':5,'range':{}}]  | the editor's answer to definition is not what LSP says: no valid uri
            'result':[{'uri':'file:///x'}]   | the editor's answer to definition is not what LSP says: no valid range
            'result':['x']                   | the editor's answer to definition is not what LSP says: no valid uri
            """)
    void aBadAnswerIsAnErrorThatSaysSo(String answer, String error) {
        assertThat(call("definition", "{'path':'a.c','symbol':'size'}", answer)).isEqualTo("error: " + error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'result':null
            'result':[]
            'result':5
            'result':'x'
            """)
    void anAnswerThatSaysNothingIsNothing(String answer) {
        assertThat(call("references", "{'path':'a.c','symbol':'size'}", answer))
                .isEqualTo("ok: 0 references of size as named in a.c:1");
    }

    @Test
    void aHugeAnswerIsCut() {
        String one = at("file://$root/a.c", 0, 4, 8);
        assertThat(call("references", "{'path':'a.c','symbol':'size'}", "'result':[" + (one + ",").repeat(20_000) + one
                + "]")).matches("(?s)ok: 5000 references, of which the first \\d+ are shown of size.*")
                .hasSizeLessThan(20_000);
    }

    @Test
    void aRenameChangesOpenDocumentsInTheEditorAndTheOthersOnTheDisk() {
        didOpen("a.c", A);
        String edits = "'result':{'documentChanges':[{'textDocument':{'uri':'file://$root/a.c','version':1},'edits':["
                + edit(1, 25, 29, "length") + "," + edit(0, 4, 8, "length") + "]}],'changes':{'file://$root/b.c':["
                + edit(0, 5, 9, "length") + "]}}";
        String renamed = A.replace("size", "length");
        assertThat(call("rename", "{'path':'a.c','symbol':'size','new_name':'length'}", edits, edits,
                "typed " + renamed))
                .isEqualTo("ok: renamed size to length in 2 files\na.c: 1 place (in the editor, not saved yet)\n"
                        + "b.c: 1 place");
        assertThat(stage.read("a.c")).isEqualTo(A);
        assertThat(stage.read("b.c")).isEqualTo(B.replace("size", "length"));
        assertThat(asked.getFirst()).contains("\"text\":\"length\"");
    }

    @Test
    void aRenameThatAnEditorRefusesIsTakenBackWhereItWasMade() {
        didOpen("b.c", B);
        String edits = "'result':{'changes':{'file://$root/a.c':[" + edit(0, 4, 8, "n") + "],'file://$root/b.c':["
                + edit(0, 5, 9, "n") + "]}}";
        assertThat(call("rename", "{'path':'a.c','symbol':'size','new_name':'n'}", edits, edits,
                "'result':{'applied':false,'failureReason':'read-only'}"))
                .isEqualTo("error: not renamed: b.c is not changed: the editor refused the edit: read-only. The other"
                        + " files are as they were");
        assertThat(stage.read("a.c")).isEqualTo(A);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'result':null | the language server changes nothing to rename size
            'result':{'documentChanges':[{'kind':'rename','oldUri':'file:///a','newUri':'file:///b'}]} | the rename would also rename files, which Podd does not do; nothing is changed
            'result':{'changes':{'jdt://x':[]}} | the rename would change jdt://x, which is no file; nothing is changed
            'error':{'code':-32602,'message':'not a symbol'} | the editor did not answer rename: not a symbol
            'result':{'changes':{'file:///etc/x':[{'range':{'start':{'line':0,'character':0},'end':{'line':0,'character':0}},'newText':'x'}]}} | /etc/x
            """)
    void aRenameThatCannotBeDoneChangesNothing(String answer, String error) {
        assertThat(call("rename", "{'path':'a.c','symbol':'size','new_name':'n'}", answer)).startsWith("error: ")
                .contains(error);
    }

    @Test
    void overlappingEditsAreRefused() {
        String edits = "'result':{'changes':{'file://$root/a.c':[" + edit(0, 4, 8, "n") + "," + edit(0, 6, 9, "m")
                + "]}}";
        assertThat(call("rename", "{'path':'a.c','symbol':'size','new_name':'n'}", edits, edits))
                .isEqualTo("error: the language server's edits of a.c overlap; nothing is changed");
        assertThat(stage.read("a.c")).isEqualTo(A);
    }

    @Test
    void aRenameThatReachesMoreFilesThanThePersonWasAskedAboutIsRefused() {
        String one = "'file://$root/a.c':[" + edit(0, 4, 8, "n") + "]";
        assertThat(call("rename", "{'path':'a.c','symbol':'size','new_name':'n'}", "'result':{'changes':{" + one + "}}",
                "'result':{'changes':{" + one + ",'file://$root/b.c':[" + edit(0, 5, 9, "n") + "]}}"))
                .isEqualTo("error: the rename would change b.c too by now; nothing is changed. Call rename again");
        assertThat(stage.read("a.c")).isEqualTo(A);
    }

    @Test
    void afterAnEditOfAnOpenDocumentItsErrorsComeWithTheResult() {
        didOpen("a.c", A);
        assertThat(call("read", "{'path':'a.c'}")).startsWith("ok");
        String edit = "{'path':'a.c','edits':[{'old_string':'int size','new_string':'int siz'}]}";
        assertThat(call("edit", edit, "typed " + A.replace("int size", "int siz"), "'result':{'kind':'full','items':["
                + "{'range':" + range(0, 0, 1) + ",'severity':3,'message':'a hint'},{'range':" + range(1, 24, 28)
                + ",'severity':1,'message':'size is undeclared','source':'cc'}]}"))
                .isEqualTo("""
                        ok: edited a.c (in the editor, not saved yet): now reads
                        1\tint siz;
                        2\tint twice() { return 2 * size; }

                        In the editor now:
                        2:25: error: size is undeclared (cc)""");
        String back = "{'path':'a.c','edits':[{'old_string':'int siz;','new_string':'int size;'}]}";
        assertThat(call("edit", back, "typed " + A, "'result':[]"))
                .endsWith("\n\nNo errors or warnings in the editor.");
        assertThat(call("write", "{'path':'a.c','content':'x\\n'}", "typed x\n",
                "'error':{'code':-32603,'message':'no server runs'}"))
                .endsWith("Errors and warnings are not known: the editor did not answer diagnostics: no server runs.");
    }

    @Test
    void aFileThatIsNotOpenIsEditedWithoutAQuestion() {
        call("read", "{'path':'a.c'}");
        assertThat(call("edit", "{'path':'a.c','edits':[{'old_string':'int size','new_string':'int n'}]}"))
                .startsWith("ok: edited a.c: now reads");
    }

    private List<String> toolsOf(int request) {
        return stage.model().requests().get(request).tools().stream().map(ToolSpec::name).toList();
    }

    @Test
    void theToolsAreOfferedWhereAnEditorAnswersAndThatIsRecorded() {
        call("todo", "{'items':[]}");
        assertThat(toolsOf(0)).contains("diagnostics", "definition", "references", "symbols", "hover", "rename");
        String session = stage.pod(pod).session();
        stage.end();
        stage.reconnect();
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true}}}}");
        stage.peer().receiveNext();
        send("{'id':2,'method':'pod/open','params':{'session':'" + session + "'}}");
        assertThat(next(2).at("/result/pod").textValue()).isEqualTo(pod);
        stage.model().forget();
        call("todo", "{'items':[]}");
        assertThat(toolsOf(0)).doesNotContain("definition").contains("read");
        send("{'id':3,'method':'session/read','params':{'session':'" + session + "'}}");
        JsonNode entries = next(3).at("/result/entries");
        assertThat(entries.findValuesAsText("kind")).contains("settings_changed");
    }

    private JsonNode next(int wanted) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.path("id").asInt() != wanted || next.has("method")) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }
}
