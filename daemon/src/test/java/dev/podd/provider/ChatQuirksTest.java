package dev.podd.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.usage.TokenCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ways in which servers that call themselves compatible are not. */
class ChatQuirksTest {
    @Test
    void callsMayComeWholeSeveralInAChunk() {
        assertThat(
                calls("""
                {"choices":[{"delta":{"tool_calls":[
                 {"index":0,"id":"a","function":{"name":"read","arguments":"{\\"n\\":1}"}},
                 {"index":1,"id":"b","function":{"name":"read","arguments":"{\\"n\\":2}"}}]},"finish_reason":"stop"}]}"""))
                .containsExactly("a read {\"n\":1}", "b read {\"n\":2}");
    }

    @Test
    void everyCallMayHaveIndexZeroAndAnIdOfItsOwn() {
        assertThat(
                calls("""
                {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"read","arguments":"{}"}}]}}]}""",
                        """
                {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"name":"read","arguments":"{}"}}]}}]}"""))
                .containsExactly("a read {}", "b read {}");
    }

    @Test
    void theIndexMayBeMissing() {
        assertThat(calls("""
                {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"read","arguments":""}}]}}]}""", """
                {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{\\"n\\":"}}]}}]}""", """
                {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"arguments":"1}"}}]}}]}""", """
                {"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"read","arguments":"{}"}}]}}]}"""))
                .containsExactly("a read {\"n\":1}", "b read {}");
    }

    @Test
    void idAndNameMayBeRepeatedInEachDelta() {
        assertThat(
                calls("""
                {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"read","arguments":"{\\"n\\""}}]}}]}""",
                        """
                {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"read","arguments":":1}"}}]}}]}"""))
                .containsExactly("a read {\"n\":1}");
    }

    @Test
    void anIdThatIsMissingOrTakenIsReplaced() {
        assertThat(calls("""
                {"choices":[{"delta":{"tool_calls":[
                 {"index":0,"function":{"name":"read","arguments":"{}"}},
                 {"index":1,"id":"old","function":{"name":"read","arguments":"{}"}},
                 {"index":2,"id":"","function":{"name":"read","arguments":{"n":1}}}]}}]}"""))
                .containsExactly("fresh1 read {}", "fresh2 read {}", "fresh3 read {\"n\":1}");
    }

    @Test
    void argumentsThatAreMissingAreNoneAndBrokenOnesStayAsTheyCame() {
        assertThat(calls("""
                {"choices":[{"delta":{"tool_calls":[
                 {"index":0,"id":"a","function":{"name":"read"}},
                 {"index":1,"id":"b","function":{"name":"read","arguments":"{n"}}]}}]}"""))
                .containsExactly("a read {}", "b read {n");
    }

    @Test
    void aStreamMayEndWithoutDoneIfItSaidWhy() {
        List<ModelEvent> told = new ArrayList<>();
        AnswerReader reader = reader(told);
        reader.accept("{\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"length\"}]}");
        assertThat(reader.ended()).isTrue();
        assertThat(told).endsWith(new ModelEvent.TextClosed(0, "hi"), new ModelEvent.Finished(StopReason.MAX_TOKENS));
        assertThat(reader(new ArrayList<>()).ended()).isFalse();
    }

    @Test
    void doneWithoutAReasonIsAnEnd() {
        assertThat(told("{\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}"))
                .endsWith(new ModelEvent.Finished(StopReason.END_TURN));
    }

    @Test
    void aWholeMessageInPlaceOfADeltaIsReadAlike() {
        assertThat(told("{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}"))
                .startsWith(new ModelEvent.TextDelta(0, "hi"));
    }

    @Test
    void contentMayBePartsOfWhichSomeAreThoughts() {
        assertThat(told("""
                {"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},
                 {"type":"text","text":"yes"}]}}]}"""))
                .startsWith(new ModelEvent.ReasoningDelta(0, "hm"), new ModelEvent.ReasoningClosed(0, "hm", null),
                        new ModelEvent.TextDelta(1, "yes"));
    }

    @Test
    void theCachedPartOfThePromptMayStandInEitherPlace() {
        assertThat(told("{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"prompt_cache_hit_tokens\":4}}"))
                .contains(new ModelEvent.Tokens(new TokenCounts(9L, 4L, null, null)));
    }

    @Test
    void aRefusalIsToldAsTextAndAsTheReason() {
        assertThat(told("{\"choices\":[{\"delta\":{\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}"))
                .containsExactly(new ModelEvent.TextDelta(0, "no"), new ModelEvent.TextClosed(0, "no"),
                        new ModelEvent.Finished(StopReason.REFUSAL));
    }

    private static List<String> calls(String... chunks) {
        return told(chunks).stream()
                .filter(ModelEvent.ToolCallClosed.class::isInstance)
                .map(event -> (ModelEvent.ToolCallClosed) event)
                .map(call -> call.call() + " " + call.name() + " " + call.arguments())
                .toList();
    }

    private static List<ModelEvent> told(String... chunks) {
        List<ModelEvent> told = new ArrayList<>();
        AnswerReader reader = reader(told);
        for (String chunk : chunks) {
            assertThat(reader.accept(chunk)).isFalse();
        }
        assertThat(reader.accept("[DONE]")).isTrue();
        return told;
    }

    private static AnswerReader reader(List<ModelEvent> told) {
        AtomicInteger fresh = new AtomicInteger();
        List<Item> history = List.of(Conversations.user("i1", "go"), new Item.ToolCall("i2", "old", "read", "{}"));
        return new ChatCompletionsFormat(new ModelInfo("openai-compatible", "m", null, false),
                () -> "fresh" + fresh.incrementAndGet())
                .reader(new ModelRequest(null, history, List.of(), RequestSettings.DEFAULT), told::add);
    }
}
