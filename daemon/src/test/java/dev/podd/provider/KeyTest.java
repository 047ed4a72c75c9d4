package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.model.LanguageModel;
import dev.podd.provider.http.ApiKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys go into the request and nowhere else, whatever a server does with them. */
class KeyTest {
    private static final String KEY = ModelServer.KEY;

    private final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void theKeyIsSentAsTheProviderWantsIt(ProviderSettings.Kind kind) throws Exception {
        server.enqueueStream("");
        ModelServer.ask(server.model(kind, "m"), StreamContract.REQUEST);
        RecordedRequest request = server.http.takeRequest();
        assertThat(request.getHeaders().get(switch (kind) {
            case ANTHROPIC -> "x-api-key";
            case OPENAI, OPENAI_COMPATIBLE -> "Authorization";
        })).endsWith(KEY);
        assertThat(Objects.requireNonNull(request.getBody()).utf8()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Incorrect API key provided: %s.", "{\"error\":{\"message\":\"%s is no key\",\"code\":\"%s\"}}",
        "headers: authorization=Bearer %s", "<title>%s</title>", "{\"echo\":{\"nested\":[\"%s\"]}}"})
    void anEchoOfTheKeyIsNotPassedOn(String echo) throws Exception {
        for (String shown : new String[] {KEY, KEY.substring(0, 20), KEY.substring(8), KEY + KEY}) {
            String body = echo.replace("%s", shown);
            server.http.enqueue(new MockResponse.Builder().code(401).body(body).build());
            checkHidden(text());
            server.enqueueStream("data: " + body + "\n\n");
            checkHidden(text());
            server.enqueueStream("data: {\"error\":{\"message\":\"" + shown + "\"}}\n\n");
            checkHidden(text());
        }
    }

    @Test
    void aKeyThatTheLimitOfAMessageWouldCutIsHiddenFirst() throws Exception {
        for (int before = 440; before < 500; before++) {
            server.http.enqueue(new MockResponse.Builder().code(500).body("x".repeat(before) + KEY).build());
            checkHidden(text());
        }
    }

    @Test
    void aStatusLineMadeOfTheKeyIsHiddenToo() throws Exception {
        server.http.enqueue(new MockResponse.Builder().status("HTTP/9 " + KEY).build());
        checkHidden(text());
    }

    @Test
    void aKeyThatNoHeaderCanHoldIsRefusedWithoutShowingIt() throws Exception {
        LanguageModel model = server.providers().build(settings(new ApiKey(KEY + "\u0007" + KEY), Map.of()));
        assertThat(text(model)).contains("the key cannot be sent").doesNotContain(KEY);
        model = server.providers().build(settings(null, Map.of("api-key", KEY + "\n" + KEY)));
        assertThat(text(model)).contains("the headers cannot be sent", "api-key").doesNotContain(KEY);
    }

    @Test
    void headersMayHoldKeysAsWell() throws Exception {
        server.http.enqueue(new MockResponse.Builder().code(403).body("not you, " + KEY).build());
        LanguageModel model = server.providers().build(settings(null, Map.of("api-key", KEY)));
        checkHidden(text(model));
        assertThat(server.http.takeRequest().getHeaders().get("api-key")).isEqualTo(KEY);
    }

    @Test
    void nothingThatHoldsAKeyShowsItInWords() {
        ProviderSettings settings = settings(new ApiKey(KEY), Map.of("api-key", KEY));
        assertThat(settings.toString() + settings.key() + server.providers().build(settings)).doesNotContain(KEY);
    }

    private ProviderSettings settings(@Nullable ApiKey key, Map<String, String> headers) {
        return new ProviderSettings(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m", server.http.url("/v1").toString(),
                key, headers, null, null, ModelServer.PATIENT);
    }

    private static void checkHidden(String text) {
        for (int i = 0; i + 12 <= KEY.length(); i++) {
            assertThat(text).doesNotContain(KEY.substring(i, i + 12));
        }
    }

    private String text() throws InterruptedException {
        return text(server.model(ProviderSettings.Kind.OPENAI_COMPATIBLE, "m"));
    }

    /** All that an exception could show: its message, its causes, its trace. */
    private static String text(LanguageModel model) throws InterruptedException {
        StringWriter trace = new StringWriter();
        ModelServer.ask(model, StreamContract.REQUEST).fault().printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
