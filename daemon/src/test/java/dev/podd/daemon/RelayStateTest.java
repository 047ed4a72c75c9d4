package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayStateTest {
    private final RelayState state = new RelayState();

    @BeforeEach
    void meet() {
        said("{\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
        heard("{\"id\":1,\"result\":{}}");
        said("{\"method\":\"initialized\",\"params\":{}}");
    }

    @Test
    void anotherDaemonIsToldHowTheEditorMetTheFirstAndWhatIsOpen() {
        said("{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///a\"}}}");
        said("{\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{}}");
        said("{\"id\":2,\"method\":\"pod/open\",\"params\":{\"manifest\":\"ask\"}}");
        heard("{\"id\":2,\"result\":{\"pod\":\"p1\",\"session\":\"s1\",\"state\":\"idle\"}}");
        event(7, "turnStarted");
        heard("{\"method\":\"$/opened\",\"params\":{\"pod\":\"p1\",\"open\":{\"overlay\":{}}}}");
        assertThat(replay()).containsExactly(
                "{\"jsonrpc\":\"2.0\",\"id\":\"$relay/initialize\",\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}",
                "{\"method\":\"initialized\",\"params\":{}}",
                "{\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{}}",
                "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///a\"}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"$relay/pod/p1\",\"method\":\"$/reopen\",\"params\":{\"pod\":\"p1\",\"session\":\"s1\","
                        + "\"lastSeq\":7,\"turnOpen\":true,\"open\":{\"overlay\":{}}}}");
        event(8, "turnDone");
        assertThat(replay().getLast()).contains("\"lastSeq\":8,\"turnOpen\":false");
        said("{\"id\":3,\"method\":\"pod/close\",\"params\":{\"pod\":\"p1\"}}");
        heard("{\"id\":3,\"result\":{}}");
        assertThat(replay()).hasSize(4);
    }

    @Test
    void aPodThatAnotherWindowClosedIsNotOpenedAgainOneThatEndsWithItsDaemonIs() {
        said("{\"id\":2,\"method\":\"pod/open\",\"params\":{}}");
        heard("{\"id\":2,\"result\":{\"pod\":\"p1\",\"session\":\"s1\",\"state\":\"idle\"}}");
        said("{\"id\":3,\"method\":\"pod/open\",\"params\":{}}");
        heard("{\"id\":3,\"result\":{\"pod\":\"p2\",\"session\":\"s2\",\"state\":\"idle\"}}");

        heard("{\"method\":\"$/closed\",\"params\":{\"pod\":\"p1\"}}");
        heard("{\"method\":\"$/ending\",\"params\":{}}");
        heard("{\"method\":\"$/closed\",\"params\":{\"pod\":\"p2\"}}");

        assertThat(replay()).anyMatch(each -> each.contains("$relay/pod/p2"))
                .noneMatch(each -> each.contains("$relay/pod/p1"));
    }

    @Test
    void aPodThatRanWhenItWasOpenedIsSaidToRun() {
        said("{\"id\":2,\"method\":\"pod/open\",\"params\":{}}");
        heard("{\"id\":2,\"result\":{\"pod\":\"p1\",\"session\":\"s1\",\"state\":\"running\"}}");
        assertThat(replay().getLast()).contains("\"turnOpen\":true");
    }

    @Test
    void requestsThatChangeNothingAreMadeAgainAndOthersRefusedOnce() {
        said("{\"id\":2,\"method\":\"pod/list\"}");
        said("{\"id\":\"r\",\"method\":\"pod/run\",\"params\":{}}");
        assertThat(farewells()).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":\"r\",\"error\":{\"code\":-32603,"
                + "\"message\":\"pod/run: gone\"}}");
        assertThat(farewells()).isEmpty();
        said("{\"id\":\"later\",\"method\":\"pod/run\",\"params\":{}}"); // while there was no daemon
        assertThat(replay()).contains("{\"id\":2,\"method\":\"pod/list\"}",
                "{\"id\":\"later\",\"method\":\"pod/run\",\"params\":{}}")
                .noneMatch(each -> each.contains("\"r\""));
    }

    @Test
    void questionsOfADaemonThatEndedAreWithdrawnAndTheirAnswersGoNowhere() {
        heard("{\"id\":\"4\",\"method\":\"approval/request\",\"params\":{}}");
        heard("{\"id\":\"5\",\"method\":\"approval/request\",\"params\":{}}");
        heard("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"5\"}}");
        assertThat(farewells()).containsExactly(
                "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"4\"}}");
        assertThat(new String(state.attachment("\"processId\":1"), StandardCharsets.UTF_8))
                .contains("\"lastQuestion\":5}");
        assertThat(state.said(message("{\"id\":\"4\",\"result\":{}}"))).isFalse();
        heard("{\"id\":\"6\",\"method\":\"approval/request\",\"params\":{}}");
        assertThat(state.said(message("{\"id\":\"6\",\"result\":{}}"))).isTrue();
    }

    @Test
    void aLongJournalIsReplacedByTheDocumentsAsTheDaemonTellsThem() {
        String change = "{\"method\":\"textDocument/didChange\",\"params\":{\"text\":\"" + "x".repeat(600_000) + "\"}}";
        said(change);
        assertThat(state.dueRequest()).isNull();
        said(change);
        assertThat(new String(state.dueRequest(), StandardCharsets.UTF_8)).contains("$/documents");
        said("{\"method\":\"textDocument/didChange\",\"params\":{\"text\":\"later\"}}");
        assertThat(state.heard(message("{\"id\":\"$relay/documents\",\"result\":{\"documents\":[],\"unknown\":[]}}")))
                .isFalse();
        assertThat(replay().subList(2, 4)).containsExactly(
                "{\"jsonrpc\":\"2.0\",\"method\":\"$/restoreDocuments\",\"params\":{\"documents\":[],\"unknown\":[]}}",
                "{\"method\":\"textDocument/didChange\",\"params\":{\"text\":\"later\"}}");
    }

    @Test
    void anExitWithoutShutdownEndsWithOne() {
        said("{\"method\":\"exit\"}");
        assertThat(state.isOver()).isTrue();
        assertThat(state.exitCode()).isEqualTo(1);
    }

    private void event(int seq, String type) {
        heard("{\"method\":\"pod/event\",\"params\":{\"pod\":\"p1\",\"session\":\"s1\",\"seq\":" + seq
                + ",\"event\":{\"type\":\"" + type + "\"}}}");
    }

    private void said(String json) {
        assertThat(state.said(message(json))).isTrue();
    }

    private void heard(String json) {
        state.heard(message(json));
    }

    private List<String> replay() {
        return state.replay().stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
    }

    private List<String> farewells() {
        return state.farewells("gone").stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
    }

    private static RelayedMessage message(String json) {
        return RelayedMessage.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
