package dev.podd.app;

import dev.podd.json.Json;
import dev.podd.terminal.Screen;
import dev.podd.terminal.TestScreen;
import dev.podd.terminal.Typed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** The program in a home and a workspace of its own, with a model on this machine that answers what a test enqueues. */
final class CommandBench implements AutoCloseable {
    private static final String UUID = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    final Path home;
    final Path workspace;
    final MockWebServer model = new MockWebServer();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Runnable> stops = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private int calls;
    private String input = "";
    private String @Nullable [] typed;

    CommandBench(Path temp) throws IOException {
        Path real = temp.toRealPath();
        home = Files.createDirectory(real.resolve("home"));
        workspace = Files.createDirectory(real.resolve("workspace"));
        model.start();
        variable("PATH", Objects.requireNonNullElse(System.getenv("PATH"), ""));
        personalManifest("");
    }

    /** What the program did; ids and folders of this run are replaced by words. */
    record Done(int code, String out, String err) {}

    /** The person's own manifest names the model on this machine; this adds to its section {@code provider}. */
    void personalManifest(String more) throws IOException {
        Path config = Files.createDirectories(home.resolve(".config/podd"));
        Files.writeString(config.resolve("pod.toml"), "[provider]\nkind = \"openai-compatible\"\n"
                + "model = \"test-model\"\nbase_url = \"" + model.url("/v1") + "\"\n" + more);
    }

    CommandBench variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What stands on standard input, which is no keyboard. */
    CommandBench input(String text) {
        input = text;
        return this;
    }

    /** There is somebody at the terminal, who types these lines. */
    CommandBench typed(String... lines) {
        typed = lines;
        return this;
    }

    /** There is nobody at the terminal. */
    CommandBench nobody() {
        typed = null;
        return this;
    }

    /** Presses Ctrl-C while a turn runs. */
    void interrupt() {
        stops.getLast().run();
    }

    CommandBench says(String text) {
        model.enqueue(stream("{\"content\":" + Json.write(text) + "}", "stop"));
        return this;
    }

    CommandBench calls(String tool, String arguments) {
        model.enqueue(stream("{\"tool_calls\":[{\"index\":0,\"id\":\"call_" + calls++
                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool + "\",\"arguments\":"
                + Json.write(arguments) + "}}]}", "tool_calls"));
        return this;
    }

    /** From here on the first request gets a long answer and each later one a short; one for a summary waits a while. */
    CommandBench summarises(String summary, int promptTokens) {
        model.setDispatcher(new Dispatcher() {
            private final AtomicInteger requests = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isSummary = String.valueOf(request.getBody()).contains("context compaction assistant");
                String text = isSummary ? summary : "word ".repeat(requests.getAndIncrement() == 0 ? 3000 : 1);
                MockResponse.Builder response = stream("{\"content\":" + Json.write(text) + "}", "stop", promptTokens)
                        .newBuilder();
                return isSummary ? response.headersDelay(500, TimeUnit.MILLISECONDS).build() : response.build();
            }
        });
        return this;
    }

    private static MockResponse stream(String delta, String reason) {
        return stream(delta, reason, 100);
    }

    private static MockResponse stream(String delta, String reason, int promptTokens) {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";
        String usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + promptTokens
                + ",\"completion_tokens\":5}}\n\n";
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .body(String.format(chunk, delta, "null") + String.format(chunk, "{}", "\"" + reason + "\"") + usage
                        + "data: [DONE]\n\n")
                .build();
    }

    Done run(String... arguments) {
        TestScreen screen = TestScreen.pipes();
        int code = new Commands(context(screen)).run(arguments);
        return new Done(code, steady(screen.out()), steady(screen.err()));
    }

    /** What went to standard output as it is. */
    String wire() {
        return wire.toString(StandardCharsets.UTF_8);
    }

    /** The newest session's id. */
    String session() {
        return sessions().getFirst();
    }

    /** The ids of all sessions, newest first. */
    List<String> sessions() {
        TestScreen screen = TestScreen.pipes();
        new Commands(context(screen)).run("sessions", "list");
        return screen.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    AppContext context(TestScreen screen) {
        return context(screen.screen());
    }

    AppContext context(Screen screen) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        String[] lines = typed;
        return AppContext.of(
                new ProcessEnvironment(environment, "Linux", home, workspace, () -> ZoneOffset.UTC, Clock.systemUTC(),
                        new SplittableRandom(), in, wire, lines != null, screen,
                        () -> lines == null ? null : new Typed(screen, lines), stops::add, last -> {}, file -> {}));
    }

    private String steady(String text) {
        return text.replace(home.toString(), "HOME").replace(workspace.toString(), "WORKSPACE")
                .replaceAll(UUID, "SESSION");
    }

    @Override
    public void close() {
        model.close();
    }
}
