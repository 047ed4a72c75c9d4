package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every wire format owes its recorded streams, however they come over the wire. */
abstract class StreamContract {
    static final ModelRequest REQUEST = new ModelRequest("Be brief.", Conversations.HELLO, Conversations.TOOLS,
            RequestSettings.DEFAULT);

    final ModelServer server = new ModelServer();

    abstract ProviderSettings.Kind kind();

    abstract String modelName();

    abstract WireFormat format();

    /** Recordings of whole answers: their names, and what each shows. */
    abstract List<Recording> recordings();

    record Recording(String name, String shows) {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRecordedStreamIsTold() throws Exception {
        for (Recording recording : recordings()) {
            String told = ask(stream(recording)).events().stream()
                    .map(event -> event + "\n")
                    .collect(Collectors.joining());
            Golden.check("provider/" + kind().id() + "-" + recording.name() + ".txt", recording.shows(), told);
        }
    }

    @Test
    void lineEndsOfAnyKindAndCommentsChangeNothing() throws Exception {
        for (Recording recording : recordings()) {
            String stream = stream(recording);
            ModelServer.Told plain = ask(stream);
            assertThat(plain.failure()).isNull();
            assertThat(ask(stream.replace("\n", "\r\n"))).isEqualTo(plain);
            assertThat(ask(stream.replace("\n", "\r"))).isEqualTo(plain);
            assertThat(ask(": hello\n\n" + stream.replace("\n\n", "\n\n: still here\n\nretry: 3000\nid: 7\n")))
                    .isEqualTo(plain);
        }
    }

    @Test
    void dataOverSeveralLinesIsOneEvent() throws Exception {
        for (Recording recording : recordings()) {
            String stream = stream(recording);
            assertThat(ask(stream.replace("data: {", "data: {\ndata:"))).isEqualTo(ask(stream));
        }
    }

    @Test
    void aStreamThatComesByteByByteIsToldTheSame() throws Exception {
        for (Recording recording : recordings()) {
            String stream = stream(recording);
            ModelServer.Told plain = ask(stream);
            server.http.enqueue(ModelServer.stream(stream).throttleBody(1, 1, TimeUnit.MICROSECONDS).build());
            assertThat(ask()).isEqualTo(plain);
            server.http.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
                    .chunkedBody(stream, 1).build());
            assertThat(ask()).isEqualTo(plain);
        }
    }

    @Test
    void aStreamCutAtAnyByteTellsWhatWasWholeAndNothingElse() throws Exception {
        for (Recording recording : recordings()) {
            byte[] stream = stream(recording).getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length <= stream.length; length++) {
                checkCut(stream, length, length % 2 == 0);
            }
        }
    }

    @Test
    void aStreamOfCrLfMayBeCutBetweenTheTwo() throws Exception {
        String stream = stream(recordings().getFirst()).replace("\n", "\r\n");
        for (int cr = stream.indexOf('\r'); cr >= 0; cr = stream.indexOf('\r', cr + 1)) {
            String start = stream.substring(0, cr + 1);
            List<ModelEvent> expected = new ArrayList<>(List.of(new ModelEvent.Started()));
            read(start.replace("\r\n", "\n").replace('\r', '\n'), expected);
            assertThat(ask(start).events()).as("cut at %d", cr).isEqualTo(expected);
        }
    }

    private void checkCut(byte[] stream, int length, boolean politely) throws Exception {
        String start = new String(stream, 0, length, StandardCharsets.UTF_8);
        MockResponse.Builder response = new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(new Buffer().write(stream, 0, length));
        if (!politely) {
            response.setHeader("Content-Length", stream.length + 1)
                    .onResponseEnd(new SocketEffect.CloseSocket());
        }
        server.http.enqueue(response.build());
        ModelServer.Told told = ask();

        List<ModelEvent> expected = new ArrayList<>(List.of(new ModelEvent.Started()));
        boolean isWhole = read(start, expected);
        assertThat(told.events()).as("cut at %d", length).isEqualTo(expected);
        if (isWhole) {
            assertThat(told.failure()).as("cut at %d", length).isNull();
        } else {
            assertThat(told.fault().kind()).as("cut at %d", length).isEqualTo(ModelException.Kind.CUT);
        }
    }

    /** The reader alone, given the events that are whole in {@code start}. */
    private boolean read(String start, List<ModelEvent> events) {
        AnswerReader reader = format().reader(REQUEST, events::add);
        String whole = start.substring(0, Math.max(0, start.lastIndexOf("\n\n")));
        for (String event : whole.split("\n\n", -1)) {
            String data = event.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring("data: ".length()))
                    .collect(Collectors.joining("\n"));
            if (!data.isEmpty() && reader.accept(data)) {
                return true;
            }
        }
        return reader.ended();
    }

    final ModelServer.Told ask(String stream) throws InterruptedException {
        server.enqueueStream(stream);
        return ask();
    }

    private ModelServer.Told ask() throws InterruptedException {
        return ModelServer.ask(model(), REQUEST);
    }

    final LanguageModel model() {
        return server.model(kind(), modelName());
    }

    final String stream(Recording recording) throws IOException {
        String file = kind().id() + "-" + recording.name() + ".sse";
        try (InputStream in = StreamContract.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
