import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * A model over HTTP (Chat Completions, streamed) that answers from a script and looks at every request: whether it
 * extends the one before byte for byte, its system prompt and tools included. It counts a token for four bytes.
 */
final class MockModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DELTAS = 20;
    private static final String DELTA = "and so it goes on, word after word, until the thought is at its end. ";

    private final HttpServer server;
    private final Summaries summaries;
    private byte[] before = new byte[0]; // of the conversation's last request, up to the last of its messages
    private byte[] beforeTail = new byte[0];
    int requests;
    int extensions;
    int rewritten;
    int summariesAsked;
    int lastBytes;

    /** Holds a summary back as long as it wants it to be under way. */
    interface Summaries {
        void underWay();
    }

    MockModel(Summaries summaries) throws IOException {
        this.summaries = summaries;
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a delta waits 40 ms for its acknowledgement
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode request = JSON.readTree(body);
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            if (request.path("tools").isEmpty()) {
                summariesAsked++;
                summaries.underWay();
                text(out, "## Original Task\nTalk.\n## Completed Work\nMuch was said.\n## Key Discoveries\nNone.\n"
                        + "## Current State\nIt goes on.\n## Decisions\nNone.");
                end(out, body.length, 0, "stop");
                return;
            }
            int same = compare(body);
            JsonNode last = request.path("messages").path(request.path("messages").size() - 1);
            if (last.path("role").asText().equals("user") && last.path("content").toString().contains("look it up")) {
                send(out, "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_" + requests
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"read\",\"arguments\":"
                        + "\"{\\\"path\\\":\\\"notes.txt\\\"}\"}}]}}");
                end(out, body.length, same, "tool_calls");
            } else {
                for (int i = 0; i < DELTAS; i++) {
                    text(out, DELTA);
                }
                end(out, body.length, same, "stop");
            }
        }
    }

    /** How many bytes the request has in common with the one before, from its start. */
    private synchronized int compare(byte[] body) throws IOException {
        int[] messages = messages(body);
        int end = messages[1];
        byte[] tail = Arrays.copyOfRange(body, end, body.length);
        int mismatch = Arrays.mismatch(body, 0, end, before, 0, before.length);
        boolean extendsIt = mismatch < 0 || mismatch == before.length;
        requests++;
        if (before.length > 0 && extendsIt && Arrays.equals(tail, beforeTail)) {
            extensions++;
        } else if (before.length > 0) {
            rewritten++;
        }
        before = Arrays.copyOf(body, end);
        beforeTail = tail;
        lastBytes = body.length;
        return mismatch < 0 ? end : mismatch;
    }

    /** From where to where the list of messages stands, without its brackets. */
    private static int[] messages(byte[] body) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && parser.getParsingContext().getParent() != null
                        && "messages".equals(parser.currentName())) {
                    int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    parser.skipChildren();
                    return new int[] {start, (int) parser.currentTokenLocation().getByteOffset()};
                }
            }
        }
        throw new IOException("a request without messages");
    }

    private static void text(OutputStream out, String text) throws IOException {
        send(out, "{\"index\":0,\"delta\":{\"content\":" + JSON.writeValueAsString(text) + "}}");
    }

    private static void end(OutputStream out, int bytes, int cached, String reason) throws IOException {
        send(out, "{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}");
        out.write(("data: {\"id\":\"r\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + bytes / 4
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + cached / 4 + "},\"completion_tokens\":"
                + DELTAS * DELTA.length() / 4 + "}}\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(OutputStream out, String choice) throws IOException {
        out.write(("data: {\"id\":\"r\",\"model\":\"scripted\",\"choices\":[" + choice + "]}\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
