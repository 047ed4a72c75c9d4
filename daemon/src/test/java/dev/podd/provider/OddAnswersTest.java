package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.usage.TokenCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that no provider documents and some send, in each wire format, over HTTP. */
class OddAnswersTest {
    private final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachCallHasAnIdOfItsOwnInTheConversation(ProviderSettings.Kind kind) throws Exception {
        List<Item> history = new ArrayList<>(Conversations.HELLO);
        history.add(new Item.ToolCall("i9", "call_0", "read", "{}"));
        server.enqueueStream(calls(kind, "call_0", "call_1", "call_1", "", "x".repeat(65)));

        assertThat(ask(kind, history).stream()
                .filter(ModelEvent.ToolCallClosed.class::isInstance)
                .map(event -> ((ModelEvent.ToolCallClosed) event).call()))
                .containsExactly("fresh_1", "call_1", "fresh_2", "fresh_3", "fresh_4");
    }

    @ParameterizedTest
    @EnumSource
    void countsThatNoRequestCanHaveAreNotReported(ProviderSettings.Kind kind) throws Exception {
        server.enqueueStream(usage(kind, "-5", "7766279631452241919"));
        server.enqueueStream(usage(kind, "1e400", "\"12\""));

        assertThat(counts(kind)).isEqualTo(TokenCounts.NONE);
        assertThat(counts(kind)).isEqualTo(TokenCounts.NONE);
    }

    @Test
    void blocksThatOnlyBeginAreCounted() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            stream.append("""
                    data: {"type":"content_block_start","index":%d,"content_block":{"type":"text","text":""}}

                    """.formatted(i));
        }
        server.enqueueStream(stream + end(ProviderSettings.Kind.ANTHROPIC));
        assertThat(ModelServer.ask(server.model(ProviderSettings.Kind.ANTHROPIC, "m"),
                new ModelRequest(null, Conversations.HELLO, Conversations.TOOLS, RequestSettings.DEFAULT)).fault())
                .hasMessageEndingWith("was stopped: its answer is longer than 8 Mi characters");
    }

    private TokenCounts counts(ProviderSettings.Kind kind) throws InterruptedException {
        TokenCounts counts = TokenCounts.NONE;
        for (ModelEvent event : ask(kind, Conversations.HELLO)) {
            counts = event instanceof ModelEvent.Tokens tokens ? counts.updatedBy(tokens.counts()) : counts;
        }
        return counts;
    }

    private List<ModelEvent> ask(ProviderSettings.Kind kind, List<Item> history) throws InterruptedException {
        ModelServer.Told told = ModelServer.ask(server.model(kind, "m"),
                new ModelRequest(null, history, Conversations.TOOLS, RequestSettings.DEFAULT));
        assertThat(told.failure()).isNull();
        return told.events();
    }

    private static String calls(ProviderSettings.Kind kind, String... ids) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            String call = switch (kind) {
                case ANTHROPIC -> """
                        data: {"type":"content_block_start","index":%1$d,"content_block":{"type":"tool_use","id":"%2$s",\
                        "name":"read","input":{}}}

                        data: {"type":"content_block_stop","index":%1$d}

                        """;
                case OPENAI -> """
                        data: {"type":"response.output_item.done","output_index":%1$d,"item":{"type":"function_call",\
                        "call_id":"%2$s","name":"read","arguments":"{}"}}

                        """;
                case OPENAI_COMPATIBLE -> """
                        data: {"choices":[{"delta":{"tool_calls":[{"index":%1$d,"id":"%2$s","function":{"name":"read",\
                        "arguments":"{}"}}]}}]}

                        """;
            };
            stream.append(call.formatted(i, ids[i]));
        }
        return stream + end(kind);
    }

    private static String usage(ProviderSettings.Kind kind, String input, String output) {
        String stream = switch (kind) {
            case ANTHROPIC -> """
                    data: {"type":"message_start","message":{"usage":{"input_tokens":%s,"output_tokens":%s}}}

                    """ + end(kind);
            case OPENAI -> """
                    data: {"type":"response.completed","response":{"usage":{"input_tokens":%s,"output_tokens":%s}}}

                    """;
            case OPENAI_COMPATIBLE -> """
                    data: {"choices":[],"usage":{"prompt_tokens":%s,"completion_tokens":%s}}

                    """ + end(kind);
        };
        return stream.formatted(input, output);
    }

    private static String end(ProviderSettings.Kind kind) {
        return switch (kind) {
            case ANTHROPIC -> "data: {\"type\":\"message_stop\"}\n\n";
            case OPENAI -> "data: {\"type\":\"response.completed\",\"response\":{}}\n\n";
            case OPENAI_COMPATIBLE -> "data: [DONE]\n\n";
        };
    }
}
