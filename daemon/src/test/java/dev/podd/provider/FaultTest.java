package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a provider's refusals: the kind that a turn acts on, and a message for the person. */
class FaultTest {
    private final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"400,REFUSED", "401,REFUSED", "403,REFUSED", "404,REFUSED", "408,BUSY", "413,CONTEXT_OVERFLOW",
        "422,REFUSED", "425,BUSY", "429,BUSY", "500,BUSY", "502,BUSY", "503,BUSY", "529,BUSY"})
    void theStatusDecidesWhetherToTryAgain(int status, Kind kind) throws Exception {
        ModelException fault = answered(status, "application/json", """
                {"error":{"message":"no","type":"some_error"}}""");
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault).hasMessage(label() + " answered " + status + ": no (some_error)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', value = {
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long: 215000 tokens > 200000 maximum\"}}",
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000\"}}",
        "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"code\":\"context_length_exceeded\"}}",
        "{\"error\":{\"message\":\"Your input exceeds the context window of this model.\",\"code\":\"context_length_exceeded\"}}",
        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens\",\"code\":400}",
        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}",
        "{\"error\":\"Trying to keep the first 5000 tokens when context the overflows\"}",
        "{\"detail\":\"Input is too long for requested model.\"}",
        "[{\"error\":{\"message\":\"The input token count (1200000) exceeds the maximum number of tokens\"}}]"})
    void aConversationThatIsTooLongIsSeenInAnyWords(String body) throws Exception {
        assertThat(answered(400, "application/json", body).kind()).isEqualTo(Kind.CONTEXT_OVERFLOW);
    }

    @Test
    void aQuotaThatIsUsedUpDoesNotComeBackByTryingAgain() throws Exception {
        ModelException fault = answered(429, "application/json", """
                {"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""");
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"retry-after|7|7000", "Retry-After|0.5|500",
        "retry-after|Thu, 01 Jan 2026 00:01:00 GMT|60000", "retry-after|Wed, 31 Dec 2025 23:59:00 GMT|0",
        "retry-after-ms|250|250", "x-ms-retry-after-ms|250|250", "retry-after|soon|", "date|7|"})
    void howLongToWaitIsRead(String header, String value, @Nullable Long millis) throws Exception {
        server.http.enqueue(new MockResponse.Builder().code(429).addHeader(header, value).build());
        Duration expected = millis == null ? null : Duration.ofMillis(millis);
        assertThat(fault().retryAfter()).isEqualTo(expected);
    }

    @Test
    void aPageInPlaceOfAStreamIsToldByItsTitle() throws Exception {
        ModelException fault = answered(200, "text/html; charset=utf-8",
                "<html><head><title>Welcome to\n nginx!</title></head><body>…</body></html>");
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessage(label() + " answered 200 with text/html where an event stream was asked for"
                + " (is base_url right?): Welcome to nginx!");
    }

    @Test
    void soIsAnErrorThatCallsItselfASuccess() throws Exception {
        ModelException fault = answered(200, "application/json", "{\"error\":\"model 'm' not found\"}");
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessageEndingWith("(is base_url right?): model 'm' not found");
    }

    @Test
    void aPageWithAnErrorStatusIsToldWithoutItsMarkup() throws Exception {
        assertThat(answered(502, "text/html", "<h1>Bad  gateway</h1>\n<p>try later</p>"))
                .hasMessage(label() + " answered 502: Bad gateway try later");
        assertThat(answered(500, "text/plain", "")).hasMessage(label() + " answered 500: (no explanation)");
    }

    @Test
    void aRedirectIsNotFollowedSinceItWouldCarryTheKeyAway() throws Exception {
        server.http.enqueue(new MockResponse.Builder().code(307)
                .addHeader("Location", "https://elsewhere.example/v1").build());
        assertThat(fault()).hasMessage(label() + " answered 307, a redirect to https://elsewhere.example/v1,"
                + " which is not followed: is base_url right?");
        assertThat(server.http.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aLongExplanationIsCut() throws Exception {
        assertThat(answered(400, "text/plain", "x".repeat(100_000)).getMessage()).hasSize(500).endsWith("x…");
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsNotTriedAgainHere() throws Exception {
        server.http.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        assertThat(fault().kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(server.http.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anErrorInsideAStreamHasItsKindFromItsName() throws Exception {
        Map<String, Kind> anthropic = Map.of("overloaded_error", Kind.BUSY, "api_error", Kind.BUSY,
                "rate_limit_error", Kind.BUSY, "invalid_request_error", Kind.REFUSED);
        for (Map.Entry<String, Kind> each : anthropic.entrySet()) {
            server.enqueueStream("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"" + each.getKey()
                    + "\",\"message\":\"Sorry\"}}\n\n");
            ModelException fault = fault(server.model(ProviderSettings.Kind.ANTHROPIC, "m"));
            assertThat(fault.kind()).as(each.getKey()).isEqualTo(each.getValue());
            assertThat(fault).hasMessageEndingWith(" broke off its answer: Sorry (" + each.getKey() + ")");
        }
    }

    @Test
    void responsesTellTheirFailuresInTwoWays() throws Exception {
        LanguageModel model = server.model(ProviderSettings.Kind.OPENAI, "m");
        server.enqueueStream("""
                data: {"type":"response.failed","response":{"error":{"code":"server_error","message":"Oops"}}}

                """);
        assertThat(fault(model).kind()).isEqualTo(Kind.BUSY);
        server.enqueueStream("""
                data: {"type":"error","code":"context_length_exceeded","message":"Too much","param":null}

                """);
        assertThat(fault(model).kind()).isEqualTo(Kind.CONTEXT_OVERFLOW);
    }

    @Test
    void chatCompletionsTellTheirFailuresByNumberOrName() throws Exception {
        LanguageModel model = server.model(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m");
        server.enqueueStream("data: {\"error\":{\"code\":502,\"message\":\"Provider disconnected\"}}\n\n");
        assertThat(fault(model).kind()).isEqualTo(Kind.BUSY);
        server.enqueueStream("data: {\"error\":{\"type\":\"BadRequestError\",\"code\":400,\"message\":\"No\"}}\n\n");
        assertThat(fault(model).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void whatWasToldBeforeAFaultStaysTrue() throws Exception {
        server.enqueueStream("""
                data: {"choices":[{"delta":{"content":"word"}}]}

                data: nonsense

                """);
        ModelServer.Told told = ModelServer.ask(server.model(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m"),
                StreamContract.REQUEST);
        assertThat(told.events()).isEqualTo(List.of(new ModelEvent.Started(), new ModelEvent.TextDelta(0, "word")));
        assertThat(told.failure()).hasMessageEndingWith("sent an event that is not JSON: nonsense");
    }

    private ModelException answered(int status, String type, String body) throws Exception {
        server.http.enqueue(new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
        return fault();
    }

    private ModelException fault() throws InterruptedException {
        return fault(server.model(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m"));
    }

    private static ModelException fault(LanguageModel model) throws InterruptedException {
        return ModelServer.ask(model, StreamContract.REQUEST).fault();
    }

    private String label() {
        return "openai-compatible (localhost:" + server.http.getPort() + ")";
    }
}
