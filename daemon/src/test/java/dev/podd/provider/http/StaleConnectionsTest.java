package dev.podd.provider.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that closes its idle connections, as many do after a few seconds. */
class StaleConnectionsTest {
    private static final int AT_ONCE = 8;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String ANSWER = "data: {\"choices\":[{\"delta\":{\"content\":\"word\"},\"finish_reason\":\"stop\"}]}"
            + "\n\ndata: [DONE]\n\n";
    private static final ModelRequest REQUEST = new ModelRequest(null,
            List.of(Item.Message.text("i1", Role.USER, "hi")), List.of(), RequestSettings.DEFAULT);

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Connections connections = new Connections();
    private final CountDownLatch together = new CountDownLatch(AT_ONCE);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        connections.close();
    }

    @Test
    void aRequestIsNoneTheWorseForConnectionsThatTheServerHasClosed() throws Exception {
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            calls.add(CompletableFuture.supplyAsync(this::ask, task -> Thread.ofVirtual().start(task)));
        }
        calls.forEach(CompletableFuture::join);
        assertThat(sockets).hasSize(AT_ONCE);
        for (Socket socket : sockets) {
            socket.close();
        }

        assertThat(ask()).isPositive();
    }

    /** How many events came of a request. */
    private int ask() {
        ModelInfo info = new ModelInfo("test", "m", null, false);
        Endpoint endpoint = new Endpoint("test", "http://127.0.0.1:" + server.getLocalPort(), null, Map.of(),
                new Timeouts(LONG, LONG, LONG));
        OkHttpModel model = new OkHttpModel(info, new ChatCompletionsFormat(info, () -> "id"), endpoint, connections,
                Clock.systemUTC());
        List<ModelEvent> events = new ArrayList<>();
        try {
            model.stream(REQUEST, events::add);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return events.size();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    head.append((char) next);
                }
                in.skipNBytes(LENGTH.matcher(head).results().map(MatchResult::group).findFirst()
                        .map(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1))).orElseThrow());
                together.countDown();
                together.await();
                socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                        + ANSWER.length() + "\r\n\r\n" + ANSWER).getBytes(ISO_8859_1));
            }
        } catch (IOException | InterruptedException closed) {
            // by the test
        }
    }
}
