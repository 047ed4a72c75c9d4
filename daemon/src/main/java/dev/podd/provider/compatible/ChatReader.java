package dev.podd.provider.compatible;

import static dev.podd.provider.wire.SseJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Opaque;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.StopReason;
import dev.podd.provider.wire.AnswerBuilder;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ProviderFault;
import dev.podd.provider.wire.SseJson;
import dev.podd.provider.wire.ToolNames;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a chat completion. The format names no blocks: a block closes when another kind of delta comes,
 * tool calls at the end. Usage follows the stop reason, so the answer is told as finished at {@code [DONE]}, or at the end
 * of the stream if a stop reason came.
 */
final class ChatReader implements AnswerReader {
    private static final String DONE = "[DONE]";
    private static final List<String> REASONING_FIELDS = List.of("reasoning_content", "reasoning");

    private final ModelInfo model;
    private final AnswerBuilder answer;
    private final ChatCalls calls;
    private AnswerBuilder.@Nullable Text text;
    private AnswerBuilder.@Nullable Reasoning reasoning;
    private String reasoningField = "";
    private boolean isRefusal;
    private @Nullable StopReason stop;

    ChatReader(ModelInfo model, ToolNames names, CallIds ids, Consumer<ModelEvent> listener) {
        this.model = model;
        this.answer = new AnswerBuilder(ids, listener);
        this.calls = new ChatCalls(answer, names);
    }

    @Override
    public boolean accept(String data) {
        if (data.strip().equals(DONE)) {
            stop = stop == null ? StopReason.END_TURN : stop;
            return ended();
        }
        JsonNode chunk = SseJson.read(data);
        if (chunk.hasNonNull("error")) {
            throw ProviderFault.inStream(chunk.get("error"));
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.has("delta") ? choice.get("delta") : choice.path("message");
        addReasoning(delta);
        addContent(delta.path("content"));
        addRefusal(delta);
        addCalls(delta.path("tool_calls"));
        if (chunk.path("usage").isObject()) {
            answer.tokens(ChatUsage.of(chunk.get("usage")));
        }
        noteStop(text(choice, "finish_reason"));
        return false;
    }

    @Override
    public boolean ended() {
        if (stop == null) {
            return false;
        }
        closeText();
        closeReasoning();
        calls.close();
        answer.finish(isRefusal ? StopReason.REFUSAL : stop);
        return true;
    }

    private void addReasoning(JsonNode delta) {
        for (String field : REASONING_FIELDS) {
            String words = text(delta, field);
            if (!words.isEmpty()) {
                addReasoning(field, words);
                return;
            }
        }
    }

    private void addReasoning(String field, String words) {
        closeText();
        reasoningField = field;
        reasoning = reasoning == null ? answer.reasoning() : reasoning;
        reasoning.add(words);
    }

    /** Content is text, or parts of which some may be thoughts. */
    private void addContent(JsonNode content) {
        if (content.isTextual()) {
            addText(content.textValue());
        }
        for (JsonNode part : content.isArray() ? content : List.<JsonNode>of()) {
            addText(text(part, "text"));
            for (JsonNode thought : part.path("thinking")) {
                addReasoning("", text(thought, "text"));
            }
        }
    }

    private void addRefusal(JsonNode delta) {
        String words = text(delta, "refusal");
        isRefusal |= !words.isEmpty();
        addText(words);
    }

    private void addText(String words) {
        if (!words.isEmpty()) {
            closeReasoning();
            text = text == null ? answer.text() : text;
            text.add(words);
        }
    }

    private void addCalls(JsonNode deltas) {
        if (deltas.isArray() && !deltas.isEmpty()) {
            closeText();
            closeReasoning();
            deltas.forEach(calls::add);
        }
    }

    private void noteStop(String reason) {
        if (!reason.isEmpty()) {
            stop = switch (reason) {
                case "length" -> StopReason.MAX_TOKENS;
                case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
                case "content_filter" -> StopReason.REFUSAL;
                default -> StopReason.END_TURN;
            };
        }
    }

    private void closeText() {
        if (text != null) {
            text.close();
            text = null;
        }
    }

    private void closeReasoning() {
        if (reasoning != null) {
            reasoning.close(reasoningField.isEmpty() ? null : new Opaque(model.provider(), model.id(), reasoningField));
            reasoning = null;
        }
    }
}
