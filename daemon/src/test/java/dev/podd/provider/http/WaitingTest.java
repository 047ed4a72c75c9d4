package dev.podd.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Time limits and interrupts, at every stage of a request, over both versions of HTTP. */
@ParameterizedClass
@EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
class WaitingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String WORD = "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n";
    private static final String END = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final ModelRequest REQUEST = new ModelRequest(null,
            List.of(Item.Message.text("i1", Role.USER, "hi")), List.of(), RequestSettings.DEFAULT);

    private final MockWebServer server = new MockWebServer();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Connections connections;
    private volatile boolean sendsAtOnce;

    WaitingTest(Protocol protocol) {
        connections = new Connections(builder -> builder.protocols(List.of(protocol)).addNetworkInterceptor(chain -> {
            sendsAtOnce = Objects.requireNonNull(chain.connection()).socket().getTcpNoDelay();
            return chain.proceed(chain.request());
        }));
        server.setProtocols(List.of(protocol));
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        connections.close();
        server.close();
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        Call call = new Call(model("http://127.0.0.1:" + port, limits(LONG, LONG, LONG))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.UNREACHABLE);
        assertThat(call.fault()).hasMessageStartingWith("test (127.0.0.1:" + port + ") could not be reached: ");
    }

    @Test
    void aHostWithoutAddressIsUnreachable() throws Exception {
        Call call = new Call(model("http://nobody.invalid", limits(LONG, LONG, LONG))).join();
        assertThat(call.fault()).hasMessage("test (nobody.invalid) could not be reached: no such host");
    }

    @Test
    void connectingHasItsLimitTlsIncluded() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Call call = new Call(modelOverTls(silent, limits(SHORT, LONG, LONG))).join();
            assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.UNREACHABLE);
            assertThat(call.fault()).hasMessageEndingWith("could not be reached within 0.150 s");
        }
    }

    @Test
    void theHeadMustComeWithinTheFirstByteLimit() throws Exception {
        server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        Call call = new Call(model(limits(LONG, SHORT, LONG))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.UNREACHABLE);
        assertThat(call.fault()).hasMessageEndingWith("did not begin to answer within 0.150 s");
        assertThat(call.events).isEmpty();
    }

    @Test
    void soMustTheFirstByteAfterIt() throws Exception {
        server.enqueue(headOnly());
        Call call = new Call(model(limits(LONG, SHORT, LONG))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.UNREACHABLE);
        assertThat(call.events).containsExactly(new ModelEvent.Started());
    }

    @Test
    void silenceAfterTheFirstByteHasALimitOfItsOwn() throws Exception {
        server.enqueue(stream(this::silentAfterAWord));
        Call call = new Call(model(limits(LONG, LONG, SHORT))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.CUT);
        assertThat(call.fault()).hasMessageEndingWith("fell silent for 0.150 s in the middle of its answer");
        assertThat(call.events).containsExactly(new ModelEvent.Started(), new ModelEvent.TextDelta(0, "word "));
    }

    @Test
    void aSilenceLongerThanTheFirstByteLimitIsFine() throws Exception {
        server.enqueue(stream(sink -> {
            say(sink, WORD);
            over.await(SHORT.toMillis() * 2, TimeUnit.MILLISECONDS);
            say(sink, END);
        }));
        assertThat(new Call(model(limits(LONG, SHORT, LONG))).join().failure).isNull();
    }

    @Test
    void aFirstByteLaterThanTheSilenceLimitIsFine() throws Exception {
        server.enqueue(stream(sink -> {
            over.await(SHORT.toMillis() * 2, TimeUnit.MILLISECONDS);
            say(sink, WORD + END);
        }));
        assertThat(new Call(model(limits(LONG, LONG, SHORT))).join().failure).isNull();
    }

    @Test
    void anInterruptEndsTheWaitForAConnection() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Call call = new Call(modelOverTls(silent, limits(LONG, LONG, LONG)));
            try (Socket connected = silent.accept()) {
                assertThat(connected.getInputStream().read()).as("TLS has begun").isNotNegative();
                call.interrupt();
                assertThat(connected.getInputStream().readAllBytes()).as("the socket is closed").isNotNull();
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitForTheHead() throws Exception {
        server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        Call call = new Call(model(limits(LONG, LONG, LONG)));
        server.takeRequest();
        call.interrupt();
    }

    @Test
    void anInterruptEndsTheWaitForTheFirstByte() throws Exception {
        server.enqueue(headOnly());
        Call call = new Call(model(limits(LONG, LONG, LONG)));
        assertThat(call.next()).isEqualTo(new ModelEvent.Started());
        call.interrupt();
    }

    @Test
    void anInterruptEndsAStreamThatIsSilent() throws Exception {
        server.enqueue(stream(this::silentAfterAWord));
        Call call = new Call(model(limits(LONG, LONG, LONG)));
        call.next();
        assertThat(call.next()).isEqualTo(new ModelEvent.TextDelta(0, "word "));
        call.interrupt();
    }

    @Test
    void anInterruptEndsAStreamThatNeverStops() throws Exception {
        server.enqueue(stream(sink -> {
            while (over.getCount() > 0) {
                say(sink, WORD);
            }
        }));
        Call call = new Call(model(limits(LONG, LONG, LONG)));
        call.next();
        call.next();
        call.interrupt();
    }

    @Test
    void heartbeatsAloneDoNotKeepAnAnswerOpenForEver() throws Exception {
        server.enqueue(stream(sink -> {
            say(sink, WORD);
            while (over.getCount() > 0) {
                say(sink, """
                        : still here

                        event: ping
                        data: {"type":"ping"}

                        data:\s

                        data: {"choices":[{"delta":{"content":""}}]}

                        """);
            }
        }));
        Call call = new Call(model(limits(LONG, LONG, SHORT))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.CUT);
        assertThat(call.fault()).hasMessageEndingWith("sent only heartbeats for 0.750 s in its answer");
        assertThat(call.events).containsExactly(new ModelEvent.Started(), new ModelEvent.TextDelta(0, "word "));
    }

    @Test
    void anAnswerWithoutEndIsStopped() throws Exception {
        String words = WORD.replace("word ", "word ".repeat(10_000));
        server.enqueue(stream(sink -> {
            while (over.getCount() > 0) {
                say(sink, words);
            }
        }));
        Call call = new Call(model(limits(LONG, LONG, LONG))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.REFUSED);
        assertThat(call.fault()).hasMessageEndingWith("was stopped: its answer is longer than 8 Mi characters");
    }

    @Test
    void anEventWithoutEndIsStopped() throws Exception {
        String letters = "x".repeat(100_000);
        server.enqueue(stream(sink -> {
            say(sink, "data: ");
            while (over.getCount() > 0) {
                say(sink, letters);
            }
        }));
        Call call = new Call(model(limits(LONG, LONG, LONG))).join();
        assertThat(call.fault().kind()).isEqualTo(ModelException.Kind.REFUSED);
        assertThat(call.fault())
                .hasMessageEndingWith("was stopped: one event of its answer is longer than 16 MiB");
    }

    @Test
    void aCallerInterruptedBeforehandDoesNotAsk() throws Exception {
        OkHttpModel model = model(limits(LONG, LONG, LONG));
        List<Throwable> failure = new ArrayList<>();
        Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                model.stream(REQUEST, event -> {});
            } catch (Throwable e) {
                failure.add(e);
            }
        }).join();
        assertThat(failure).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void whatTheListenerThrowsEndsTheCallAndComesOutAsItIs() throws Exception {
        server.enqueue(stream(this::silentAfterAWord));
        IllegalStateException bug = new IllegalStateException("a bug");
        Call call = new Call(model(limits(LONG, LONG, LONG)), event -> {
            if (event instanceof ModelEvent.TextDelta) {
                throw bug;
            }
        }).join();
        assertThat(call.failure).isSameAs(bug);
    }

    @Test
    void aWholeAnswerFreesItsConnectionForTheNext() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                    .body(WORD + END).build());
        }
        OkHttpModel model = model(limits(LONG, LONG, LONG));
        for (int i = 0; i < 3; i++) {
            assertThat(new Call(model).join().failure).isNull();
            assertThat(server.takeRequest().getConnectionIndex()).isZero();
        }
    }

    @Test
    void theEndOfARequestDoesNotWaitUntilItsBeginningIsAcknowledged() throws Exception {
        server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .body(WORD + END).build());
        assertThat(new Call(model(limits(LONG, LONG, LONG))).join().failure).isNull();
        assertThat(sendsAtOnce).isTrue();
    }

    @Test
    void anAnswerIsOverAtItsLastEventThoughTheServerKeepsTheStreamOpen() throws Exception {
        server.enqueue(stream(sink -> {
            say(sink, WORD + END);
            over.await();
        }));
        Call call = new Call(model(limits(LONG, LONG, LONG))).join();
        assertThat(call.failure).isNull();
        assertThat(call.events).endsWith(new ModelEvent.Finished(StopReason.END_TURN));
    }

    private static MockResponse headOnly() {
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                .bodyDelay(1, TimeUnit.HOURS).body(WORD + END).build();
    }

    private void silentAfterAWord(BufferedSink sink) throws IOException, InterruptedException {
        say(sink, WORD);
        over.await();
    }

    private static void say(BufferedSink sink, String words) throws IOException {
        sink.writeUtf8(words);
        sink.flush();
    }

    private interface Script {
        void play(BufferedSink sink) throws IOException, InterruptedException;
    }

    private static MockResponse stream(Script script) {
        return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").body(new MockResponseBody() {
            @Override
            public long getContentLength() {
                return -1;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try {
                    script.play(sink);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }).build();
    }

    private static Timeouts limits(Duration connect, Duration firstByte, Duration silence) {
        return new Timeouts(connect, firstByte, silence);
    }

    private OkHttpModel model(Timeouts timeouts) {
        return model(server.url("/").toString(), timeouts);
    }

    private OkHttpModel model(String url, Timeouts timeouts) {
        return model(url, timeouts, connections);
    }

    /** A model behind a server that takes connections and says nothing. */
    private static OkHttpModel modelOverTls(ServerSocket silent, Timeouts timeouts) {
        return model("https://127.0.0.1:" + silent.getLocalPort(), timeouts, new Connections());
    }

    private static OkHttpModel model(String url, Timeouts timeouts, Connections connections) {
        ModelInfo info = new ModelInfo("test", "m", null, false);
        return new OkHttpModel(info, new ChatCompletionsFormat(info, () -> "id"),
                new Endpoint("test", url, null, Map.of(), timeouts), connections, Clock.systemUTC());
    }

    /** A request that runs on a virtual thread of its own. */
    private static final class Call {
        private final List<ModelEvent> events = new ArrayList<>();
        private final BlockingQueue<ModelEvent> seen = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile @Nullable Throwable failure;

        Call(OkHttpModel model) {
            this(model, event -> {});
        }

        Call(OkHttpModel model, Consumer<ModelEvent> also) {
            thread = Thread.ofVirtual().start(() -> run(model, event -> {
                events.add(event);
                seen.add(event);
                also.accept(event);
            }));
        }

        private void run(OkHttpModel model, Consumer<ModelEvent> listener) {
            try {
                model.stream(REQUEST, listener);
            } catch (Throwable e) {
                failure = e;
            }
        }

        ModelEvent next() throws InterruptedException {
            return seen.take();
        }

        Call join() throws InterruptedException {
            thread.join();
            return this;
        }

        ModelException fault() {
            return switch (failure) {
                case ModelException fault -> fault;
                case null, default -> throw new AssertionError("a model's fault was expected", failure);
            };
        }

        void interrupt() throws InterruptedException {
            thread.interrupt();
            assertThat(thread.join(AT_ONCE)).as("ends at once").isTrue();
            assertThat(failure).isInstanceOf(InterruptedException.class);
        }
    }
}
