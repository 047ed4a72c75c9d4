package dev.podd.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Part;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MCP servers that are real processes, good and bad ones. */
final class McpServersTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ProcessGuard guard = new ProcessGuard(String.valueOf(System.getenv("PATH")));
    private final Secrets secrets = new Secrets();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<McpServers> open = new ArrayList<>();
    private final AtomicInteger names = new AtomicInteger();
    @TempDir
    private Path temp;
    private ScriptedServer script;
    private CommandRunner commands;

    @BeforeEach
    void begin() throws IOException {
        script = new ScriptedServer(Files.createDirectories(temp.resolve("server")));
        commands = new CommandRunner(guard,
                ChildEnvironment.from(Map.of("PATH", String.valueOf(System.getenv("PATH"))), List.of()), secrets);
    }

    @AfterEach
    void end() {
        open.forEach(McpServers::close);
        commands.close();
        guard.close();
    }

    @Test
    void toolsAreNamedAfterTheirServerAndCalled() throws Exception {
        McpServers servers = servers(script.settings("notes", Map.of()));
        assertThat(names(servers)).containsExactly("notes.echo");
        Tool echo = tool(servers, "notes.echo");
        assertThat(echo.description()).isEqualTo("does echo");
        assertThat(echo.changesThings()).isTrue();
        ToolOutput output = call(echo, "{\"word\":\"hello\"}");
        assertThat(output).isEqualTo(ToolOutput.ok("notes.echo: 1 line, 14 characters", " word : hello "));
    }

    @Test
    void secondPodOpensWithoutStartingTheServer() throws Exception {
        assertThat(names(servers(script.settings("notes", Map.of("TOKEN", "sesame-123"))))).hasSize(1);
        McpServers again = servers(script.settings("notes", Map.of("TOKEN", "sesame-123")));
        assertThat(names(again)).containsExactly("notes.echo");
        assertThat(script.started()).hasSize(1);
        assertThat(call(tool(again, "notes.echo"), "{}").outcome()).isEqualTo(ToolOutcome.OK);
        assertThat(script.started()).hasSize(2);
        try (var files = Files.list(temp.resolve("cache"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContain("sesame");
                assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}\\.json");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            die        | MCP server notes ended with exit code 3 | out of cheese
            flood      | MCP server notes sent 64 MiB that nobody asked for |
            junk       | MCP server notes sent 1001 lines that are no messages |
            huge       | MCP server notes sent a message of over 8 MiB |
            unreadable | MCP server notes sent what cannot be read | content
            wrong      | MCP server notes refused | no such thing
            """)
    void badAnswerIsAnErrorAndTheNextCallFindsARunningServer(String tool, String message, String detail)
            throws Exception {
        McpServers servers = servers(offering(tool, "echo"));
        assertThatThrownBy(() -> call(tool(servers, "notes." + tool), "{}")).isInstanceOf(ToolException.class)
                .hasMessage(message).satisfies(failure -> {
                    String body = ((ToolException) failure).body();
                    if (detail == null) {
                        assertThat(body).isNull();
                    } else {
                        assertThat(body).contains(detail);
                    }
                });
        assertThat(call(tool(servers, "notes.echo"), "{}").outcome()).isEqualTo(ToolOutcome.OK);
    }

    @Test
    void whatNobodyAskedForIsPassedOver() throws Exception {
        McpServers servers = servers(offering("unasked", "noisy", "failing", "picture", "photo"));
        assertThat(call(tool(servers, "notes.unasked"), "{}").body()).isEqualTo("survived");
        assertThat(call(tool(servers, "notes.noisy"), "{}").body()).isEqualTo("quiet");
        assertThat(call(tool(servers, "notes.failing"), "{}"))
                .isEqualTo(ToolOutput.error("notes.failing failed: 1 line, 12 characters", "did not work"));
        assertThat(call(tool(servers, "notes.picture"), "{}").body()).isEqualTo(
                "[a picture of type image/png, 3 bytes, left out: it cannot be shown to a model]\n\na dot");
        assertThat(call(tool(servers, "notes.photo"), "{}")).satisfies(photo -> {
            assertThat(photo.body()).isEqualTo("[picture 1, image/jpeg, 9 bytes]");
            assertThat(photo.images()).containsExactly(new Part.Image("image/png", "iVBORw0KGgoA"));
        });
        assertThat(script.started()).hasSize(1);
    }

    @Test
    void serverThatHangsIsEndedAfterItsLimitAndStartedAgain() throws Exception {
        McpServerSettings settings = offering("hang", "echo");
        McpServers servers = servers(
                new McpServerSettings("notes", settings.way(), LONG, Duration.ofSeconds(8)));
        assertThatThrownBy(() -> call(tool(servers, "notes.hang"), "{}")).isInstanceOf(ToolException.class)
                .hasMessage("MCP server notes did not answer within 8 seconds");
        assertThat(call(tool(servers, "notes.echo"), "{}").outcome()).isEqualTo(ToolOutcome.OK);
        assertThat(script.started()).hasSize(2);
        assertThat(ProcessHandle.of(script.started().getFirst())).isEmpty();
        assertThat(script.heard()).anyMatch(line -> line.contains("notifications/cancelled"));
    }

    @Test
    void interruptCancelsTheCallAndTheServerIsTold() throws Exception {
        McpServers servers = servers(offering("hang", "echo"));
        Tool hang = tool(servers, "notes.hang");
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                call(hang, "{}");
            } catch (InterruptedException cancelled) {
                ended.countDown();
            }
        });
        until(() -> heard("\"hang\""));
        caller.interrupt();
        ended.await();
        until(() -> heard("notifications/cancelled"));
        String cancel = script.heard().stream().filter(line -> line.contains("cancelled")).findFirst().orElseThrow();
        String called = script.heard().stream().filter(line -> line.contains("\"hang\"")).findFirst().orElseThrow();
        assertThat(Json.read(cancel).at("/params/requestId")).isEqualTo(Json.read(called).at("/id"));
        assertThat(call(tool(servers, "notes.echo"), "{}").outcome()).isEqualTo(ToolOutcome.OK);
        assertThat(script.started()).hasSize(1);
    }

    @Test
    void progressIsShownAndKeepsACallAlive() throws Exception {
        McpServerSettings settings = offering("steps");
        McpServers servers = servers(
                new McpServerSettings("notes", settings.way(), LONG, Duration.ofMillis(800)));
        List<String> shown = new ArrayList<>();
        ToolOutput output = tool(servers, "notes.steps").prepare(Json.object()).run(new Run(shown));
        assertThat(output.body()).isEqualTo("done");
        assertThat(shown).containsExactly("1 of 3: step\n", "2 of 3: step\n", "3 of 3: step\n");
    }

    @Test
    void changedListIsAskedForOnceAndOffered() throws Exception {
        McpServers servers = servers(script.settings("notes", Map.of()));
        call(new McpTool(server(servers), new ToolList.Offer("change", "", Json.object(),
                ToolKind.OTHER)), "{}");
        until(() -> names(servers).contains("notes.added"));
        assertThat(names(servers)).containsExactly("notes.echo", "notes.added");
        assertThat(script.heard().stream().filter(line -> line.contains("tools/list"))).hasSizeBetween(2, 3);
    }

    private static McpServer server(McpServers servers) {
        return servers.all().getFirst();
    }

    @Test
    void serverThatCannotStartIsAWarningAndIsNotTriedInALoop() throws Exception {
        McpServers servers = servers(script.settings("notes", Map.of("REFUSE", "yes")));
        assertThat(names(servers)).isEmpty();
        assertThat(warnings).containsExactly(
                "MCP server notes ended with exit code 4: no licence for this machine; its tools are not there");
        McpServer server = server(servers);
        assertThatThrownBy(() -> server.call("echo", Map.of(), text -> {})).hasMessageContaining("exit code 4");
        for (int failures = 2; failures < 5; failures++) {
            assertThatThrownBy(() -> server.call("echo", Map.of(), text -> {})).hasMessageContaining("exit code 4");
        }
        assertThatThrownBy(() -> server.call("echo", Map.of(), text -> {}))
                .hasMessageMatching(
                        "MCP server notes has ended again and again; it is started again in . seconds at the earliest");
    }

    @Test
    void slowServerIsNotWaitedForLongerThanSaid() throws Exception {
        McpServers servers = open(new McpServers(List.of(script.settings("notes", Map.of("SLOW", "600"))), world(),
                name -> true));
        servers.await(Duration.ofMillis(100));
        assertThat(servers.tools()).isEmpty();
        assertThat(warnings).containsExactly(
                "MCP server notes is still starting after 0 seconds; its tools come with a later turn");
    }

    @Test
    void startHasALimit() throws Exception {
        McpServers servers = servers(script.settings("notes", Map.of("SLOW", "600"), Duration.ofMillis(300), LONG));
        assertThat(warnings).containsExactly(
                "MCP server notes did not answer within 0 seconds; its tools are not there");
        assertThat(servers.tools()).isEmpty();
        until(() -> ProcessHandle.of(started()).isEmpty());
    }

    @Test
    void greetingOnStandardOutputIsNoHarm() throws Exception {
        assertThat(names(servers(script.settings("notes", Map.of("GREETING", "Welcome to notes {"))))).hasSize(1);
    }

    @Test
    void closingEndsTheServer() throws Exception {
        McpServers servers = servers(script.settings("notes", Map.of()));
        long process = started();
        assertThat(ProcessHandle.of(process)).isPresent();
        servers.close();
        until(() -> ProcessHandle.of(process).isEmpty());
        McpServer server = server(servers);
        assertThatThrownBy(() -> server.call("echo", Map.of(), text -> {}))
                .hasMessage("MCP server notes belongs to a Pod that is closed");
    }

    @Test
    void whatIsOfferedIsOnlyWhatTheManifestWants() throws Exception {
        McpServers servers = open(new McpServers(List.of(offering("echo", "die")), world(), "notes.echo"::equals));
        servers.await(LONG);
        assertThat(names(servers)).containsExactly("notes.echo");
    }

    @Test
    void programThatIsNotThereIsNamed() throws Exception {
        servers(new McpServerSettings("notes",
                new McpServerSettings.Program(List.of("no-such-program", "it's"), Map.of(), temp), LONG, LONG));
        assertThat(warnings).singleElement().asString().startsWith("MCP server notes ended with exit code 127: ")
                .contains("no-such-program").endsWith("; its tools are not there");
    }

    /** A server that lists these tools; each but echo does what its name says. */
    private McpServerSettings offering(String... tools) {
        StringBuilder list = new StringBuilder();
        for (String tool : tools) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + tool + "\",\"inputSchema\":{\"type\":\"object\"}}");
        }
        return script.settings("notes", Map.of("TOOLS", "{\"tools\":[" + list + "]}"));
    }

    private McpServers servers(McpServerSettings settings) throws InterruptedException {
        McpServers servers = open(new McpServers(List.of(settings), world(), name -> true));
        servers.await(LONG);
        return servers;
    }

    private McpServers open(McpServers servers) {
        open.add(servers);
        return servers;
    }

    private McpWorld world() {
        return new McpWorld(commands, new Confinement.None(Confinement.Purpose.SERVER), temp, "1.2.3",
                new ToolListCache(temp.resolve("cache"), InstantSource.system(),
                        () -> "part" + names.incrementAndGet()),
                warnings::add, System::nanoTime);
    }

    private static List<String> names(McpServers servers) {
        return servers.tools().stream().map(Tool::name).toList();
    }

    private static Tool tool(McpServers servers, String name) {
        return servers.tools().stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow();
    }

    private static ToolOutput call(Tool tool, String arguments) throws InterruptedException {
        return tool.prepare(Json.read(arguments)).run(new Run(new ArrayList<>()));
    }

    private boolean heard(String word) {
        try {
            return script.heard().stream().anyMatch(line -> line.contains(word));
        } catch (IOException e) {
            return false;
        }
    }

    private long started() {
        try {
            return script.started().getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(Supplier<Boolean> holds) throws InterruptedException {
        for (int n = 0; !holds.get(); n++) {
            assertThat(n).as("tries").isLessThan(1000);
            Thread.sleep(20);
        }
    }

    private record Run(List<String> shown) implements ToolRun {
        @Override
        public String call() {
            return "c1";
        }

        @Override
        public void output(String text) {
            shown.add(text);
        }

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {}

        @Override
        public void fileChange(Path file, byte[] before, byte[] after, Making making) {
            throw new AssertionError("an MCP server changes no file through Podd");
        }
    }
}
