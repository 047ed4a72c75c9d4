package dev.podd.provider.openai;

import static dev.podd.provider.wire.SseJson.text;
import static dev.podd.provider.wire.SseJson.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.StopReason;
import dev.podd.provider.wire.AnswerBuilder;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ProviderFault;
import dev.podd.provider.wire.SseJson;
import dev.podd.provider.wire.ToolNames;
import dev.podd.usage.TokenCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the events of a response. Kinds that it does not know are passed over. */
final class ResponsesReader implements AnswerReader {
    private final ModelInfo model;
    private final ToolNames names;
    private final AnswerBuilder answer;
    private final Map<Integer, OutputItem> open = new HashMap<>();
    private boolean isRefusal;

    ResponsesReader(ModelInfo model, ToolNames names, CallIds ids, Consumer<ModelEvent> listener) {
        this.model = model;
        this.names = names;
        this.answer = new AnswerBuilder(ids, listener);
    }

    @Override
    public boolean accept(String data) {
        JsonNode event = SseJson.read(data);
        String type = text(event, "type");
        switch (type) {
            case "response.output_text.delta", "response.reasoning_summary_text.delta",
                    "response.reasoning_text.delta",
                    "response.function_call_arguments.delta" -> item(event).add(text(event, "delta"));
            case "response.refusal.delta" -> {
                isRefusal = true;
                item(event).add(text(event, "delta"));
            }
            case "response.reasoning_summary_part.added" -> item(event).beginPart();
            case "response.output_item.added" -> add(event);
            case "response.output_item.done" -> done(event);
            case "response.completed", "response.incomplete" -> {
                finish(event.path("response"));
                return true;
            }
            case "response.failed" -> throw ProviderFault.inStream(event.path("response").path("error"));
            case "error" -> throw ProviderFault.inStream(event.hasNonNull("error") ? event.get("error") : event);
            default -> {
            }
        }
        return false;
    }

    @Override
    public boolean ended() {
        return false;
    }

    private OutputItem item(JsonNode event) {
        return open.getOrDefault(event.path("output_index").asInt(), OutputItem.Ignored.INSTANCE);
    }

    private void add(JsonNode event) {
        JsonNode item = event.path("item");
        open.put(event.path("output_index").asInt(), switch (text(item, "type")) {
            case "message" -> new OutputItem.Message(answer.text());
            case "reasoning" -> new OutputItem.Reasoning(answer.reasoning(), model);
            case "function_call" -> new OutputItem.Call(
                    answer.call(text(item, "call_id"), names.fromWire(text(item, "name"))));
            default -> OutputItem.Ignored.INSTANCE;
        });
    }

    /** The item as a whole; a server may send it without having announced it. */
    private void done(JsonNode event) {
        int index = event.path("output_index").asInt();
        if (!open.containsKey(index)) {
            add(event);
        }
        JsonNode item = event.path("item");
        for (JsonNode part : item.path("content")) {
            isRefusal |= text(part, "type").equals("refusal");
        }
        OutputItem closing = open.remove(index);
        if (closing != null) {
            closing.close(item);
        }
    }

    private void finish(JsonNode response) {
        JsonNode usage = response.path("usage");
        if (usage.isObject()) {
            answer.tokens(new TokenCounts(tokens(usage, "input_tokens"),
                    tokens(usage.path("input_tokens_details"), "cached_tokens"),
                    tokens(usage.path("input_tokens_details"), "cache_write_tokens"), tokens(usage, "output_tokens")));
        }
        answer.finish(isRefusal ? StopReason.REFUSAL
                : switch (text(response.path("incomplete_details"), "reason")) {
                    case "max_output_tokens" -> StopReason.MAX_TOKENS;
                    case "content_filter" -> StopReason.REFUSAL;
                    default -> StopReason.END_TURN;
                });
    }
}
