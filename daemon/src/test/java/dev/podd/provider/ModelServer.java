package dev.podd.provider;

import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelRequest;
import dev.podd.provider.http.ApiKey;
import dev.podd.provider.http.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A provider on this machine that answers what a test enqueues, and the models that ask it. */
final class ModelServer implements AutoCloseable {
    static final String KEY = "sk-secret-0123456789abcdefghij";
    static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    final MockWebServer http = new MockWebServer();
    private final AtomicInteger ids = new AtomicInteger();
    private final Providers providers = new Providers(() -> "fresh_" + ids.incrementAndGet(),
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    ModelServer() {
        try {
            http.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a call told, and how it ended. */
    record Told(List<ModelEvent> events, @Nullable Throwable failure) {
        ModelException fault() {
            return switch (failure) {
                case ModelException fault -> fault;
                case null, default -> throw new AssertionError("a model's fault was expected", failure);
            };
        }
    }

    LanguageModel model(ProviderSettings.Kind kind, String model) {
        return model(kind, model, PATIENT);
    }

    LanguageModel model(ProviderSettings.Kind kind, String model, Timeouts timeouts) {
        return providers.build(new ProviderSettings(kind, model, http.url("/v1").toString(), new ApiKey(KEY),
                Map.of(), null, null, timeouts));
    }

    Providers providers() {
        return providers;
    }

    /** Asks on a virtual thread, as a turn does. */
    static Told ask(LanguageModel model, ModelRequest request) throws InterruptedException {
        List<ModelEvent> events = new ArrayList<>();
        List<Throwable> failure = new ArrayList<>();
        Thread.ofVirtual().start(() -> {
            try {
                model.stream(request, events::add);
            } catch (Throwable e) {
                failure.add(e);
            }
        }).join();
        return new Told(events, failure.isEmpty() ? null : failure.getFirst());
    }

    void enqueueStream(String body) {
        http.enqueue(stream(body).build());
    }

    static MockResponse.Builder stream(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(new Buffer().writeUtf8(body));
    }

    @Override
    public void close() {
        providers.close();
        http.close();
    }
}
