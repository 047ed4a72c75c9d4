import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A program as an editor starts it, spoken to over its standard streams. */
final class Editor implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Consumer<JsonNode> events;
    private int ids;

    /** @param events told each event, on the reading thread */
    Editor(String program, Path home, Path workspace, Consumer<JsonNode> events) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program, "--stdio", "--standalone").directory(workspace.toFile());
        builder.environment().put("PODD_HOME", home.toString());
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.events = events;
        Thread.ofPlatform().daemon().start(this::read);
    }

    long pid() {
        return process.pid();
    }

    JsonNode ask(String method, ObjectNode params) throws Exception {
        return send(method, params).get();
    }

    CompletableFuture<JsonNode> send(String method, ObjectNode params) throws IOException {
        int id = ++ids;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        write(JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params));
        return answer;
    }

    void tell(String method) throws IOException {
        write(JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method).set("params",
                JSON.createObjectNode()));
    }

    private void write(JsonNode message) throws IOException {
        byte[] body = JSON.writeValueAsBytes(message);
        byte[] head = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        process.getOutputStream().write(whole);
        process.getOutputStream().flush();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (String line = line(in); line != null; line = line(in)) {
                int length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                line(in);
                take(JSON.readTree(in.readNBytes(length)));
            }
        } catch (IOException e) {
            asked.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    private void take(JsonNode message) {
        if (message.path("method").asText().equals("pod/event")) {
            events.accept(message.path("params").path("event"));
        } else if (message.has("error")) {
            asked.remove(message.path("id").intValue())
                    .completeExceptionally(new IOException(message.path("error").toString()));
        } else if (message.has("id") && !message.has("method")) {
            asked.remove(message.path("id").intValue()).complete(message.path("result"));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws Exception {
        ask("shutdown", JSON.createObjectNode());
        tell("exit");
        process.waitFor();
    }
}
