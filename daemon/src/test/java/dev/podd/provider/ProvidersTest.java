package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.model.ModelInfo;
import dev.podd.provider.http.Timeouts;
import dev.podd.usage.Price;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    private final Providers providers = new Providers(() -> "id", Clock.systemUTC());

    @AfterEach
    void close() {
        providers.close();
    }

    @Test
    void theWindowIsTheOneGivenElseTheOneKnown() {
        assertThat(info(ProviderSettings.Kind.ANTHROPIC, "claude-sonnet-4-5", null))
                .isEqualTo(new ModelInfo("anthropic", "claude-sonnet-4-5", 200_000L, false,
                        new Price(3, 15, 0.30, 3.75)));
        assertThat(info(ProviderSettings.Kind.ANTHROPIC, "claude-sonnet-4-5", 5000L).contextWindow()).isEqualTo(5000L);
        assertThat(info(ProviderSettings.Kind.OPENAI, "something", null).contextWindow()).isNull();
    }

    @Test
    void aBaseUrlThatIsMissingOrNoneIsRefused() {
        assertThatThrownBy(() -> providers.build(settings(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m", null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("provider openai-compatible needs a base_url");
        assertThatThrownBy(() -> providers.build(settings(ProviderSettings.Kind.OPENAI, "m", "ftp://x", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base URL \"ftp://x\" of openai is no http or https URL");
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Timeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessage("timeout connect is PT0S, must be over 0");
    }

    @ParameterizedTest
    @CsvSource({"/v1,/v1/chat/completions", "/v1/,/v1/chat/completions", "/,/chat/completions",
        "/openai?api-version=3,/openai/chat/completions?api-version=3"})
    void thePathComesBehindTheBaseUrlAndBeforeItsQuery(String base, String path) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.enqueueStream("");
            ModelServer.ask(providers.build(settings(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m",
                    server.http.url(base).toString(), null)), StreamContract.REQUEST);
            RecordedRequest request = server.http.takeRequest();
            assertThat(request.getTarget()).isEqualTo(path);
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
            assertThat(request.getHeaders().get("Authorization")).isNull();
        }
    }

    @Test
    void aPriceIsThePersonsOrTheVendorsOwn() {
        ProviderSettings.Kind anthropic = ProviderSettings.Kind.ANTHROPIC;
        assertThat(providers.build(settings(anthropic, "claude-haiku-4-5", null, null)).info().price())
                .isEqualTo(new Price(1, 5, 0.10, 1.25));
        assertThat(providers.build(settings(anthropic, "claude-haiku-4-5", "http://127.0.0.1:1/v1", null)).info()
                .price()).as("a gateway's price is unknown").isNull();
        Price own = new Price(7, 9, null, null);
        assertThat(providers.build(new ProviderSettings(anthropic, "claude-haiku-4-5", "http://127.0.0.1:1/v1", null,
                Map.of(), null, own, Timeouts.DEFAULT)).info().price()).isEqualTo(own);
    }

    @Test
    void headersOfThePersonStandOverOurs() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.enqueueStream("");
            ModelServer.ask(providers.build(new ProviderSettings(ProviderSettings.Kind.ANTHROPIC, "claude-opus-5-5",
                    server.http.url("/").toString(), null,
                    Map.of("User-Agent", "mine", "anthropic-beta", "one"), null, null, ModelServer.PATIENT)),
                    StreamContract.REQUEST);
            RecordedRequest request = server.http.takeRequest();
            assertThat(request.getHeaders().values("User-Agent")).containsExactly("mine");
            assertThat(request.getHeaders().values("anthropic-beta"))
                    .containsExactly("thinking-binding-controls-2026-08-01", "one");
        }
    }

    private ModelInfo info(ProviderSettings.Kind kind, String model, @Nullable Long window) {
        return providers.build(settings(kind, model, null, window)).info();
    }

    private static ProviderSettings settings(ProviderSettings.Kind kind, String model, @Nullable String url,
            @Nullable Long window) {
        return new ProviderSettings(kind, model, url, null, Map.of(), window, null, Timeouts.DEFAULT);
    }
}
