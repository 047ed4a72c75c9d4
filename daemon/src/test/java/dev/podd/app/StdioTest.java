package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.app.CommandBench.Done;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdioTest {
    private static final String INITIALIZE = frame("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
            + "\"params\":{\"capabilities\":{}}}");
    private static final String SHUTDOWN = frame("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}");
    private static final String EXIT = frame("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");

    @TempDir
    private Path temp;
    private CommandBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new CommandBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anEditorIsServedUntilItLeaves() throws InterruptedException {
        bench.input(INITIALIZE + SHUTDOWN + EXIT);

        assertThat(new Stdio(bench.context(TestScreen.pipes())).run(null, null)).isZero();
        assertThat(bench.wire()).contains("\"id\":1,\"result\":{\"capabilities\":{")
                .contains("\"id\":3,\"result\":null");
    }

    @Test
    void exitWithoutShutdownIsAnError() throws InterruptedException {
        bench.input(INITIALIZE + EXIT);

        assertThat(new Stdio(bench.context(TestScreen.pipes())).run(null, null)).isEqualTo(1);
    }

    @Test
    void theEndOfInputEndsTheProgram() throws InterruptedException {
        bench.input(INITIALIZE);

        assertThat(new Stdio(bench.context(TestScreen.pipes())).run(null, null)).isZero();
    }

    @Test
    void theFirstAnswerDoesNotWaitForTheStore() throws IOException {
        bench.variable("PODD_HOME", Files.writeString(bench.home.resolve("file"), "no folder").toString());
        bench.input(INITIALIZE + SHUTDOWN + EXIT);

        assertThat(bench.run("--stdio", "--store", "/proc/none")).isEqualTo(new Done(0, "", ""));
        assertThat(bench.wire()).contains("\"id\":1,\"result\"");
    }

    @Test
    void onlyTheEditorsDoorIsTakenWithoutReadingTheCommandLine() {
        assertThat(Stdio.isAllOf("--stdio")).isFalse();
        assertThat(Stdio.isAllOf("--stdio", "--standalone")).isTrue();
        assertThat(Stdio.isAllOf()).isFalse();
        assertThat(Stdio.isAllOf("--stdio", "--help")).isFalse();
    }

    private static String frame(String json) {
        return "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }
}
