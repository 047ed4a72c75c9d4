package dev.podd.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcpRelayStateTest {
    private final AcpRelayState state = new AcpRelayState();

    @BeforeEach
    void meet() {
        said("{\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":1}}");
        heard("{\"id\":0,\"result\":{}}");
    }

    @Test
    void anotherDaemonIsToldHowTheyMetAndWhichSessionsAreOpen() {
        said("{\"id\":1,\"method\":\"session/new\",\"params\":{\"cwd\":\"/a\",\"mcpServers\":[{}]}}");
        heard("{\"id\":1,\"result\":{\"sessionId\":\"s1\"}}");
        said("{\"id\":2,\"method\":\"session/load\",\"params\":{\"sessionId\":\"s2\",\"cwd\":\"/b\"}}");
        heard("{\"id\":2,\"result\":{}}");
        said("{\"id\":3,\"method\":\"session/load\",\"params\":{\"sessionId\":\"none\",\"cwd\":\"/b\"}}");
        heard("{\"id\":3,\"error\":{\"code\":-32002}}");
        assertThat(replay()).containsExactly(
                "{\"jsonrpc\":\"2.0\",\"id\":\"_podd/initialize\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"_podd/reopen/1\",\"method\":\"_podd/reopen\",\"params\":{\"sessionId\":\"s1\","
                        + "\"cwd\":\"/a\",\"mcpServers\":[{}]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"_podd/reopen/2\",\"method\":\"_podd/reopen\",\"params\":{\"sessionId\":\"s2\","
                        + "\"cwd\":\"/b\"}}");
        said("{\"id\":4,\"method\":\"session/close\",\"params\":{\"sessionId\":\"s1\"}}");
        heard("{\"id\":4,\"result\":{}}");
        assertThat(replay()).hasSize(2);
    }

    @Test
    void whatItAskedItselfIsNotForTheClient() {
        assertThat(state.heard(message("{\"id\":\"_podd/reopen/1\",\"result\":{}}"))).isFalse();
        assertThat(state.heard(message("{\"method\":\"_podd/ending\",\"params\":{}}"))).isFalse();
        assertThat(state.wasToEnd()).isTrue();
        assertThat(state.wasToEnd()).isFalse();
    }

    @Test
    void aPromptThatRanIsRefusedAndAListIsAskedOnceMore() {
        said("{\"id\":5,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\"s1\"}}");
        said("{\"id\":6,\"method\":\"session/list\",\"params\":{}}");
        assertThat(farewells()).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":5,\"error\":{\"code\":-32603,"
                + "\"message\":\"session/prompt: it ended\"}}");
        assertThat(replay().getLast()).isEqualTo("{\"id\":6,\"method\":\"session/list\",\"params\":{}}");
    }

    @Test
    void questionsOfADaemonThatEndedAreWithdrawnAndTheirAnswersKept() {
        heard("{\"id\":\"7\",\"method\":\"session/request_permission\",\"params\":{}}");
        heard("{\"id\":\"8\",\"method\":\"session/request_permission\",\"params\":{}}");
        assertThat(state.said(message("{\"id\":\"7\",\"result\":{}}"))).isTrue();
        assertThat(farewells()).containsExactly(
                "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancel_request\",\"params\":{\"requestId\":\"8\"}}");
        assertThat(state.said(message("{\"id\":\"8\",\"result\":{}}"))).isFalse();
        assertThat(new String(state.attachment("\"processId\":1"), UTF_8)).contains("\"lastQuestion\":8}");
    }

    @Test
    void linesAreCutHoweverTheirBytesCome() throws IOException {
        List<String> messages = new ArrayList<>();
        Cutter cutter = state.cutter(new Cutter.Sink() {
            @Override
            public void message(byte[] body) {
                messages.add(new String(body, UTF_8));
            }

            @Override
            public void stray(byte[] bytes) {
                messages.add("! " + bytes.length);
            }
        });
        for (byte each : "{\"a\":1}\n\n{}\n".getBytes(UTF_8)) {
            cutter.take(new byte[] {each}, 1);
        }
        byte[] rest = "{\"b\":2}\n{\"last\"".getBytes(UTF_8);
        cutter.take(rest, rest.length);
        cutter.end();
        assertThat(messages).containsExactly("{\"a\":1}", "", "{}", "{\"b\":2}", "{\"last\"");
    }

    private void said(String json) {
        assertThat(state.said(message(json))).isTrue();
    }

    private void heard(String json) {
        assertThat(state.heard(message(json))).isTrue();
    }

    private static RelayedMessage message(String json) {
        return RelayedMessage.of(json.getBytes(UTF_8));
    }

    private List<String> replay() {
        return state.replay().stream().map(each -> new String(each, UTF_8)).toList();
    }

    private List<String> farewells() {
        return state.farewells("it ended").stream().map(each -> new String(each, UTF_8)).toList();
    }
}
