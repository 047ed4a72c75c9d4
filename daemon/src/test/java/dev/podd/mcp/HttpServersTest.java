package dev.podd.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.podd.json.Json;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.Tool;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MCP servers behind a URL, by the SDK's own streamable HTTP. */
final class HttpServersTest {
    private static final Logger SDK = Logger.getLogger("io.modelcontextprotocol");

    private final ProcessGuard guard = new ProcessGuard(String.valueOf(System.getenv("PATH")));
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    @TempDir
    private Path temp;
    private HttpServer server;
    private McpServers servers;
    private volatile String tools = """
            {"tools":[{"name":"steps","inputSchema":{"type":"object"}}]}""";
    private volatile String prompts = "{\"prompts\":[]}";

    @BeforeEach
    void begin() throws IOException {
        SDK.setLevel(Level.OFF);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/mcp", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        servers.close();
        server.stop(0);
        threads.shutdownNow();
        guard.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Mcp-Session-Id"));
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 405 : 200, -1);
                return;
            }
            JsonNode message = Json.read(exchange.getRequestBody().readAllBytes());
            String id = message.path("id").toString();
            switch (message.path("method").asText()) {
                case "initialize" -> {
                    exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
                    json(exchange, id,
                            """
                            {"protocolVersion":"2025-06-18","capabilities":{"tools":{},"prompts":{}},"serverInfo":{"name":"far","version":"1"}}""");
                }
                case "tools/list" -> json(exchange, id, tools);
                case "prompts/list" -> json(exchange, id, prompts);
                case "tools/call" -> call(exchange, id, message.path("params"));
                default -> exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private static void json(HttpExchange exchange, String id, String result) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result.strip() + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void call(HttpExchange exchange, String id, JsonNode params) throws IOException {
        String tool = params.path("name").asText();
        if (tool.equals("forbidden")) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        if (tool.equals("endless")) {
            byte[] piece = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
            body.write("data: ".getBytes(StandardCharsets.UTF_8));
            for (int n = 0; n < 100_000; n++) {
                body.write(piece);
            }
        }
        event(body, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                + params.at("/_meta/progressToken") + ",\"progress\":1,\"total\":2}}");
        event(body, "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"far away\"}]}}");
    }

    private static void event(OutputStream body, String data) throws IOException {
        body.write(("event: message\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private McpServer connected() throws InterruptedException {
        return connected(Duration.ofSeconds(30));
    }

    private McpServer connected(Duration startLimit) throws InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        McpServerSettings settings = new McpServerSettings("far",
                new McpServerSettings.Address(url, Map.of("Authorization", "Bearer sesame-123")),
                startLimit, Duration.ofSeconds(30));
        CommandRunner commands = new CommandRunner(guard, ChildEnvironment.from(Map.of(), List.of()), new Secrets());
        servers = new McpServers(List.of(settings), new McpWorld(commands,
                new Confinement.None(Confinement.Purpose.SERVER), temp, "1.2.3",
                new ToolListCache(temp.resolve("cache"), InstantSource.system(), () -> "part"), warnings::add,
                System::nanoTime), name -> true);
        servers.await(Duration.ofSeconds(30));
        return servers.all().getFirst();
    }

    @Test
    void callIsAnsweredInAStreamWithItsProgress() throws Exception {
        McpServer far = connected();
        assertThat(servers.tools()).singleElement().satisfies(tool -> assertThat(tool.name()).isEqualTo("far.steps"));
        List<String> shown = Collections.synchronizedList(new ArrayList<>());
        McpSchema.CallToolResult result = far.call("steps", Map.of(), shown::add);
        assertThat(McpResult.of("far.steps", result).body()).isEqualTo("far away");
        assertThat(shown).containsExactly("1 of 2");
        assertThat(heard).allMatch(line -> line.contains("Bearer sesame-123")).contains(
                "POST Bearer sesame-123 s1");
        servers.close();
        for (int n = 0; !heard.contains("DELETE Bearer sesame-123 s1"); n++) {
            assertThat(n).isLessThan(1000);
            Thread.sleep(20);
        }
    }

    @Test
    void answerWithoutEndIsAnErrorAndTheNextCallWorks() throws Exception {
        McpServer far = connected();
        assertThatThrownBy(() -> far.call("endless", Map.of(), text -> {})).isInstanceOf(McpException.class)
                .hasMessage("MCP server far cannot be reached");
        assertThat(McpResult.of("far.steps", far.call("steps", Map.of(), text -> {})).body()).isEqualTo("far away");
    }

    @Test
    void refusedKeyIsToldWithoutTheKey() throws Exception {
        McpServer far = connected();
        assertThatThrownBy(() -> far.call("forbidden", Map.of(), text -> {})).isInstanceOf(McpException.class)
                .satisfies(failure -> assertThat(((McpException) failure).inOneLine()).contains("MCP server far")
                        .doesNotContain("sesame"));
    }

    @Test
    void serverThatIsGoneIsAnErrorOfTheCall() throws Exception {
        McpServer far = connected();
        server.stop(0);
        assertThatThrownBy(() -> far.call("steps", Map.of(), text -> {})).isInstanceOf(McpException.class)
                .hasMessage("MCP server far cannot be reached");
        assertThat(servers.tools()).hasSize(1);
    }

    @Test
    void connectionThatCannotBeMadeIsAWarningAndAnErrorOfTheCall() throws Exception {
        McpServer far = connected(Duration.ZERO); // which the HTTP client does not take
        String message = "MCP server far could not be started";
        assertThat(warnings).singleElement().asString().startsWith(message).endsWith("; its tools are not there");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> far.call("steps", Map.of(), text -> {})).isInstanceOf(McpException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void ofManyToolsThatAreLeftOutTwentyAreNamedAndTheOthersCounted() throws Exception {
        tools = "{\"tools\":[" + "{\"name\":\"no name\",\"inputSchema\":{}},".repeat(1000)
                + "{\"name\":\"steps\",\"inputSchema\":{}}],\"nextCursor\":\"more\"}";
        connected();
        assertThat(servers.tools()).extracting(Tool::name).containsExactly("far.steps");
        assertThat(warnings).hasSize(21);
        assertThat(warnings.getFirst()).startsWith(
                "MCP server far has a tool that is left out: \"no name\", whose name is not");
        assertThat(warnings.getLast()).isEqualTo(
                "MCP server far has 50029 more tools and prompts that are left out");
    }

    @Test
    void toolsBeyondTheRoomForAllAreLeftOut() throws Exception {
        tools = IntStream.range(0, 100).mapToObj(i -> "{\"name\":\"t" + i + "\",\"inputSchema\":{\"description\":\""
                + "x".repeat(30_000) + "\"}}").collect(Collectors.joining(",", "{\"tools\":[", "]}"));
        connected();
        assertThat(servers.tools()).hasSize(69);
        assertThat(warnings.getFirst()).endsWith("\"t69\", since all that it offers has over 2097152 bytes");
    }

    @Test
    void promptThatNobodyCouldGiveIsLeftOut() throws Exception {
        prompts = """
                {"prompts":[{"name":"%s"},{"name":"many","arguments":[%s]},{"name":"long","arguments":[{"name":"%s"}]},
                {"name":"good","description":"%s","arguments":[{"name":"a","description":"b","required":true}]},
                {"name":"good"},{}]}""".replace("\n", "").formatted("n".repeat(129),
                IntStream.range(0, 21).mapToObj(i -> "{\"name\":\"a" + i + "\"}").collect(Collectors.joining(",")),
                "a".repeat(129), "d".repeat(2000));
        connected();
        assertThat(servers.prompts()).singleElement().satisfies(prompt -> assertThat(prompt.offer())
                .isEqualTo(new ServerPrompt.Offer("far.good", "d".repeat(1024),
                        List.of(new ServerPrompt.Argument("a", "b", true)))));
        String arguments = "\", which has over 20 arguments, or one whose name has over 128 characters";
        String name = "\", whose name is not 1 to 128 characters";
        assertThat(warnings).map(each -> each.replace("MCP server far has a prompt that is left out: ", ""))
                .containsExactly("\"" + "n".repeat(80) + name, "\"many" + arguments, "\"long" + arguments,
                        "\"good\", which is there twice", "\"" + name);
    }
}
