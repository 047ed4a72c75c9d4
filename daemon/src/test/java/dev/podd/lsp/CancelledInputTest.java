package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.house.HangingFile;
import dev.podd.item.Part;
import dev.podd.json.Json;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cancel that comes while what an input names does not answer: it is given up, and the cancel waits for nothing. */
class CancelledInputTest {
    @TempDir
    private Path temp;
    private Stage stage;
    private String pod;
    private final CountDownLatch asked = new CountDownLatch(1);

    /** A server whose one prompt is never answered. */
    private final ToolSource silent = new ToolSource() {
        @Override
        public List<Tool> tools() {
            return List.of();
        }

        @Override
        public List<ServerPrompt> prompts() {
            return List.of(new ServerPrompt() {
                @Override
                public Offer offer() {
                    return new Offer("notes.all", "", List.of());
                }

                @Override
                public List<Part> parts(Map<String, String> arguments) throws InterruptedException {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return List.of();
                }
            });
        }

        @Override
        public void await(Duration patience) {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.toolServers = wanted -> silent;
        stage.file(".podd/pod.toml", "[mcp.notes]\ncommand = \"sh\"\n");
        stage.connect();
        ask("{\"id\":1,\"method\":\"initialize\",\"params\":{\"initializationOptions\":{\"pod\":"
                + "{\"workspaceTrusted\":true,\"client\":{\"languageQueries\":true}}}}}");
        pod = ask("{\"id\":2,\"method\":\"pod/open\",\"params\":{\"workspaceFolder\":\"" + stage.root.toUri() + "\"}}")
                .at("/result/pod").textValue();
    }

    @AfterEach
    void close() {
        assertThat(stage.model().isScriptDone()).isTrue();
        assertThat(stage.faults).isEmpty();
        stage.close();
    }

    private JsonNode ask(String request) {
        stage.peer().send(request);
        return next();
    }

    private JsonNode next() {
        return Json.read(stage.peer().receiveNext());
    }

    private void send(int id, String method, String part) {
        stage.peer().send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{\"pod\":\"" + pod + "\""
                + (part.isEmpty() ? "" : ",\"input\":[" + part + "]") + "}}");
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    /** The messages with the ids of requests, in any order; what is told in between is passed over. */
    private Map<Integer, JsonNode> answers(int count) {
        Map<Integer, JsonNode> answers = new HashMap<>();
        while (answers.size() < count) {
            JsonNode message = next();
            if (message.has("id")) {
                answers.put(message.path("id").intValue(), message);
            }
        }
        return answers;
    }

    private void assertThatTheRunIsCancelled() {
        Map<Integer, JsonNode> answers = answers(2);
        assertThat(answers.get(3).at("/result/outcome").textValue()).isEqualTo("cancelled");
        assertThat(answers.get(3).at("/result/requests").intValue()).isZero();
        assertThat(answers.get(4)).isEqualTo(Json.read("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}"));
    }

    /** What was given up is no part of the conversation. */
    private void assertThatTheNextInputIsTheFirst() {
        stage.model().then(Script.answer("says \"yes\""));
        send(5, "pod/run", text("again"));
        assertThat(answers(1).get(5).at("/result/outcome").textValue()).isEqualTo("finished");
        assertThat(stage.model().requests().getFirst().history()).hasSize(1);
    }

    @Test
    void aPromptOfAServerThatDoesNotAnswer() throws InterruptedException {
        send(3, "pod/run", text("/mcp.notes.all"));
        asked.await();
        send(4, "pod/cancel", "");

        assertThatTheRunIsCancelled();
        assertThatTheNextInputIsTheFirst();
    }

    @Test
    void aPromptThatIsCancelledBeforeTheServerIsAsked() {
        send(3, "pod/run", text("/mcp.notes.all"));
        send(4, "pod/cancel", "");

        assertThatTheRunIsCancelled();
        assertThatTheNextInputIsTheFirst();
    }

    @Test
    void aFileOnADeadMount() throws Exception {
        Path dead = stage.root.resolve("dead.txt");
        try (HangingFile _ = new HangingFile(dead, "x")) {
            send(3, "pod/run", "{\"type\":\"file\",\"uri\":\"" + dead.toUri() + "\"}");
            while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("podd-work reading an input"))) {
                Thread.onSpinWait();
            }
            send(4, "pod/cancel", "");

            assertThatTheRunIsCancelled();
        }
        assertThatTheNextInputIsTheFirst();
    }

    @Test
    void diagnosticsThatTheEditorDoesNotGive() {
        send(3, "pod/run", "{\"type\":\"diagnostics\",\"uri\":\"" + stage.root.toUri() + "a.c\"}");
        assertThat(next().path("method").textValue()).isEqualTo("editor/query");
        send(4, "pod/cancel", "");

        assertThatTheRunIsCancelled();
        assertThatTheNextInputIsTheFirst();
    }

    @Test
    void whatIsSaidToARunningTurn() throws InterruptedException {
        stage.model().then(Script.answer("hangs \"so\""));
        send(6, "pod/run", text("go"));
        while (!stage.peer().receiveNext().contains("\"so\"")) {
            // until the model has begun to answer
        }
        send(3, "pod/steer", text("/mcp.notes.all"));
        asked.await();
        send(4, "pod/cancel", "");

        Map<Integer, JsonNode> answers = answers(3);
        assertThat(answers.get(3).at("/error/code").intValue()).isEqualTo(-32800);
        assertThat(answers.get(6).at("/result/outcome").textValue()).isEqualTo("cancelled");
        assertThat(answers).containsKey(4);
    }
}
