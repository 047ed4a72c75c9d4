import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An editor's session with the program, so that the start-up cache learns what every session does: a turn with tool calls
 * on each wire format, answered by a server on this machine, and the session read back and restored.
 */
final class Training {
    private static final String KEY = "PODD_TRAINING_KEY";
    private static final List<String> KINDS = List.of("openai-compatible", "anthropic", "openai");
    /** Name and arguments of each call that the model makes in every turn. */
    private static final List<Map.Entry<String, String>> CALLS = List.of(Map.entry("list", "{}"),
            Map.entry("read", "{\"path\":\"a.txt\"}"), Map.entry("grep", "{\"pattern\":\"hel+o\"}"),
            Map.entry("glob", "{\"pattern\":\"*.txt\"}"),
            Map.entry("write", "{\"path\":\"b.txt\",\"content\":\"x\\n\"}"),
            Map.entry("edit", "{\"path\":\"a.txt\",\"edits\":[{\"old_string\":\"l\",\"new_string\":\"ll\","
                    + "\"replace_all\":true}]}"),
            Map.entry("shell", "{\"command\":\"true\"}"));

    /** As a person has it, who has put down a model, some numbers and rules. */
    private static final String MANIFEST = """
            # What a person writes down.
            [provider]
            kind = "openai-compatible"
            model = "training"
            base_url = "%s"
            api_key_env = "PODD_TRAINING_KEY"
            context_window = 200_000

            [worker]
            temperature = 0.5

            [[permissions]]
            tool = "*"
            action = "allow"
            """;

    private final Path folder;
    private Process program;
    private InputStream in;
    private OutputStream out;
    private int requests;
    /** What the editor has of a file, and its version. */
    private String text = "hello\n";
    private int version = 1;

    /** @param folder for the home and the workspace of the session */
    Training(Path folder) {
        this.folder = folder;
    }

    /** Starts the command with the arguments of the session, and ends with it. */
    void of(List<String> command, Path log) throws IOException, InterruptedException {
        HttpServer model = model();
        try {
            start(command, log);
            converse("http://127.0.0.1:" + model.getAddress().getPort());
            out.close();
            in.transferTo(OutputStream.nullOutputStream());
            int code = program.waitFor();
            if (code != 0) {
                throw new IllegalStateException("training ended with " + code + ":\n" + Files.readString(log));
            }
        } finally {
            model.stop(0);
            program.destroy();
        }
    }

    /** Starts the command as an editor does that comes and goes, and ends with it. */
    void ofRelay(Path daemon, List<String> command, Path log) throws IOException, InterruptedException {
        try {
            start(List.of(daemon.toString(), "daemon", "start"), log); // an editor mostly finds one
            in.transferTo(OutputStream.nullOutputStream());
            program.waitFor();
            start(command, log);
            begin("http://127.0.0.1:9");
            ask("pod/open", "{}");
            ask("shutdown", "null");
            tell("exit", "null");
            in.transferTo(OutputStream.nullOutputStream());
            int code = program.waitFor();
            if (code != 0) {
                throw new IllegalStateException("training ended with " + code + ":\n" + Files.readString(log));
            }
        } finally {
            program.destroy();
        }
    }

    private void start(List<String> command, Path log) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("a.txt"), "hello\n");
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile())
                .redirectError(log.toFile());
        builder.environment().put("PODD_HOME", folder.resolve("home").toString());
        builder.environment().put(KEY, "none");
        builder.environment().put("PODD_IDLE_SECONDS", "1");
        program = builder.start();
        in = program.getInputStream();
        out = program.getOutputStream();
    }

    /** As an editor does that has a folder open, whose person has put down a model. */
    private void begin(String model) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("home")).resolve("pod.toml"),
                MANIFEST.formatted(model));
        ask("initialize", "{\"processId\":" + ProcessHandle.current().pid()
                + ",\"capabilities\":{\"workspace\":{\"applyEdit\":true}},\"workspaceFolders\":[{\"uri\":\""
                + folder.resolve("workspace").toUri() + "\",\"name\":\"w\"}],"
                + "\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        tell("initialized", "{}");
    }

    private void converse(String model) throws IOException {
        begin(model);
        tell("textDocument/didOpen", "{\"textDocument\":{\"uri\":\"" + document()
                + "\",\"languageId\":\"text\",\"version\":1,\"text\":\"hello\\n\"}}");
        for (String kind : KINDS) {
            String overlay = "\"overlay\":{\"provider\":{\"kind\":\"" + kind + "\"}}";
            String opened = ask("pod/open", "{" + overlay + "}");
            String session = "\"session\":\"" + found("\"session\":\"([^\"]+)\"", opened) + "\"";
            String pod = "\"pod\":\"" + found("\"pod\":\"([^\"]+)\"", opened) + "\"";
            ask("pod/run", "{" + pod + ",\"input\":[{\"type\":\"text\",\"text\":\"Where does hello stand?\"}]}");
            ask("pod/status", "{" + pod + "}");
            ask("session/read", "{" + session + "}");
            ask("pod/close", "{" + pod + "}");
            String restored = ask("pod/open", "{" + session + "," + overlay + "}");
            ask("pod/close", "{\"pod\":\"" + found("\"pod\":\"([^\"]+)\"", restored) + "\"}");
        }
        String secure = ask("pod/open", "{\"overlay\":{\"provider\":{\"base_url\":\"https://127.0.0.1:9\"}}}");
        ask("pod/close", "{\"pod\":\"" + found("\"pod\":\"([^\"]+)\"", secure) + "\"}");
        if (version == 1) {
            throw new IllegalStateException("training: no edit has come");
        }
        ask("session/list", "{}");
        ask("shutdown", "null");
        tell("exit", "null");
    }

    private String ask(String method, String params) throws IOException {
        String id = "\"id\":" + ++requests;
        send("{\"jsonrpc\":\"2.0\"," + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        String message = receive();
        while (!message.contains(id + ",") || message.contains("\"method\":")) {
            if (message.contains("\"method\":\"workspace/applyEdit\"")) {
                applyEdit(message);
            }
            message = receive();
        }
        if (message.contains("\"error\":")) {
            throw new IllegalStateException("training: " + method + " is answered with " + message);
        }
        return message;
    }

    /** Every edit doubles each l. */
    private void applyEdit(String message) throws IOException {
        text = text.replace("l", "ll");
        tell("textDocument/didChange", "{\"textDocument\":{\"uri\":\"" + document() + "\",\"version\":" + ++version
                + "},\"contentChanges\":[{\"text\":" + quoted(text).replace("\n", "\\n") + "}]}");
        send("{\"jsonrpc\":\"2.0\",\"id\":" + found("\"id\":(\"[^\"]*\"|\\d+)", message)
                + ",\"result\":{\"applied\":true}}");
    }

    private String document() {
        return folder.resolve("workspace/a.txt").toUri().toString();
    }

    private void tell(String method, String params) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    private void send(String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private String receive() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IllegalStateException("training: the program ended early, after \"" + head + "\"");
            }
            head.append((char) next);
        }
        byte[] body = new byte[Integer.parseInt(found("Content-Length: (\\d+)", head.toString()))];
        new DataInputStream(in).readFully(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("training: no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Calls all tools when it is asked, and says a sentence when it has their results. */
    private static HttpServer model() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Training::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean hasResults = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .contains("call_read");
        String stream = switch (exchange.getRequestURI().getPath()) {
            case "/chat/completions" -> hasResults ? CHAT_TEXT : chatCalls();
            case "/messages" -> hasResults ? MESSAGES_TEXT : messagesCalls();
            default -> hasResults ? RESPONSES_TEXT : responsesCalls();
        };
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(stream.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final String CHAT_TEXT = """
            data: {"choices":[{"index":0,"delta":{"content":"In **a.txt**."},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5}}

            data: [DONE]

            """;

    private static String chatCalls() {
        StringBuilder stream = new StringBuilder();
        int index = 0;
        for (Map.Entry<String, String> call : CALLS) {
            stream.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":").append(index++)
                    .append(",\"id\":\"call_").append(call.getKey())
                    .append("\",\"type\":\"function\",\"function\":{\"name\":\"").append(call.getKey())
                    .append("\",\"arguments\":").append(quoted(call.getValue()))
                    .append("}}]},\"finish_reason\":null}]}\n\n");
        }
        return stream.append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n")
                .append("data: [DONE]\n\n").toString();
    }

    private static final String MESSAGES_START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"training",\
            "content":[],"stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}

            """;
    private static final String MESSAGES_TEXT = MESSAGES_START + """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"In **a.txt**."}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            """ + messagesEnd("end_turn");

    private static String messagesEnd(String reason) {
        return "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\"},\"usage\":{\"output_tokens\":5}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    private static String messagesCalls() {
        StringBuilder stream = new StringBuilder(MESSAGES_START);
        int index = 0;
        for (Map.Entry<String, String> call : CALLS) {
            String at = "\",\"index\":" + index++;
            stream.append("event: content_block_start\ndata: {\"type\":\"content_block_start").append(at)
                    .append(",\"content_block\":{\"type\":\"tool_use\",\"id\":\"call_").append(call.getKey())
                    .append("\",\"name\":\"").append(call.getKey()).append("\",\"input\":{}}}\n\n")
                    .append("event: content_block_delta\ndata: {\"type\":\"content_block_delta").append(at)
                    .append(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":")
                    .append(quoted(call.getValue())).append("}}\n\n")
                    .append("event: content_block_stop\ndata: {\"type\":\"content_block_stop").append(at)
                    .append("}\n\n");
        }
        return stream.append(messagesEnd("tool_use")).toString();
    }

    private static final String RESPONSES_TEXT = responses("""
            {"id":"msg_1","type":"message","status":"completed","role":"assistant",\
            "content":[{"type":"output_text","text":"In **a.txt**.","annotations":[]}]}""");

    private static String responsesCalls() {
        return responses(CALLS.stream()
                .map(call -> "{\"id\":\"fc_" + call.getKey() + "\",\"type\":\"function_call\",\"status\":\"completed\","
                        + "\"call_id\":\"call_" + call.getKey() + "\",\"name\":\"" + call.getKey()
                        + "\",\"arguments\":" + quoted(call.getValue()) + "}")
                .toArray(String[]::new));
    }

    /** A stream whose items come whole. */
    private static String responses(String... items) {
        StringBuilder stream = new StringBuilder("event: response.created\ndata: {\"type\":\"response.created\","
                + "\"response\":{\"id\":\"r\",\"status\":\"in_progress\",\"output\":[]}}\n\n");
        for (int i = 0; i < items.length; i++) {
            String item = ",\"output_index\":" + i + ",\"item\":" + items[i] + "}\n\n";
            stream.append("event: response.output_item.added\ndata: {\"type\":\"response.output_item.added\"")
                    .append(item)
                    .append("event: response.output_item.done\ndata: {\"type\":\"response.output_item.done\"")
                    .append(item);
        }
        return stream.append("event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":"
                + "\"r\",\"status\":\"completed\",\"usage\":{\"input_tokens\":10,\"output_tokens\":5,"
                + "\"total_tokens\":15},\"output\":[").append(String.join(",", items)).append("]}}\n\n").toString();
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
