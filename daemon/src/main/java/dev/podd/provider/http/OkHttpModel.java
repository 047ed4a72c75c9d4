package dev.podd.provider.http;

import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.WireFormat;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind HTTP, in any wire format. A request is one POST; its events are read, parsed and handed on by
 * the calling thread, which should be a virtual one: only such a thread leaves a socket when it is interrupted. On a
 * platform thread an interrupt in mid-stream is heard at the next byte.
 */
public final class OkHttpModel implements LanguageModel {
    private final ModelInfo info;
    private final WireFormat format;
    private final Endpoint endpoint;
    private final Connections connections;
    private final Clock clock;
    private final ProviderExceptions faults;
    /** Guarded by this. */
    private @Nullable OkHttpClient client;

    /** @param clock for a Retry-After that is a date */
    public OkHttpModel(ModelInfo info, WireFormat format, Endpoint endpoint, Connections connections, Clock clock) {
        this.info = info;
        this.format = format;
        this.endpoint = endpoint;
        this.connections = connections;
        this.clock = clock;
        this.faults = new ProviderExceptions(endpoint);
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        AnswerReader reader = format.reader(request, listener);
        try {
            send(request, reader, listener);
        } catch (StreamedRequest.StaleConnectionException stale) {
            connections.closeIdle(); // one of a pool is seldom alone
            sendAgain(request, reader, listener);
        }
    }

    private void sendAgain(ModelRequest request, AnswerReader reader, Consumer<ModelEvent> listener)
            throws InterruptedException {
        try {
            send(request, reader, listener);
        } catch (StreamedRequest.StaleConnectionException stale) {
            throw stale.getCause();
        }
    }

    private void send(ModelRequest request, AnswerReader reader, Consumer<ModelEvent> listener)
            throws InterruptedException, StreamedRequest.StaleConnectionException {
        CallProgress progress = new CallProgress();
        StreamedRequest streamed = new StreamedRequest(faults, endpoint.timeouts(), clock);
        streamed.run(client().newCall(httpRequest(request, progress)), progress, reader,
                () -> listener.accept(new ModelEvent.Started()));
    }

    private Request httpRequest(ModelRequest request, CallProgress progress) {
        Request.Builder http = new Request.Builder()
                .url(endpoint.url(format.path()))
                .tag(CallProgress.class, progress)
                .post(new JsonBody(format.body(request)))
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "podd");
        addHeaders(http, format.headers(endpoint.key() == null ? null : endpoint.key().reveal()), "key");
        addHeaders(http, endpoint.headers(), "headers");
        return http.build();
    }

    /** OkHttp would quote a value that it cannot send, so its complaint is not passed on. */
    private void addHeaders(Request.Builder http, Map<String, String> headers, String from) {
        headers.forEach((name, value) -> {
            try {
                if (isList(name)) {
                    http.addHeader(name, value);
                } else {
                    http.header(name, value);
                }
            } catch (IllegalArgumentException unsendable) {
                throw faults.refused(0, "was not asked: the " + from + " cannot be sent, header " + name
                        + " holds a character that HTTP does not allow");
            }
        });
    }

    /** Headers that name features: those of a person come to those that the wire format needs. */
    private static boolean isList(String header) {
        return header.toLowerCase(Locale.ROOT).endsWith("-beta");
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = connections.with(endpoint.timeouts(), endpoint.url(format.path()));
        }
        return client;
    }
}
