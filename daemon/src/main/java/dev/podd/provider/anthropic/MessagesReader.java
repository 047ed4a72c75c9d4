package dev.podd.provider.anthropic;

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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the events of a message. Kinds that it does not know, pings among them, are passed over. */
final class MessagesReader implements AnswerReader {
    private final ModelInfo model;
    private final ToolNames names;
    private final AnswerBuilder answer;
    private final MessageUsage usage = new MessageUsage();
    private final Map<Integer, Open> open = new HashMap<>();
    private @Nullable StopReason stop;

    MessagesReader(ModelInfo model, ToolNames names, CallIds ids, Consumer<ModelEvent> listener) {
        this.model = model;
        this.names = names;
        this.answer = new AnswerBuilder(ids, listener);
    }

    @Override
    public boolean accept(String data) {
        JsonNode event = SseJson.read(data);
        switch (text(event, "type")) {
            case "content_block_delta" -> delta(event);
            case "content_block_start" -> start(event);
            case "content_block_stop" -> stop(event);
            case "message_start" -> report(event.path("message").path("usage"));
            case "message_delta" -> messageDelta(event);
            case "message_stop" -> {
                stop = stop == null ? StopReason.END_TURN : stop;
                return ended();
            }
            case "error" -> throw ProviderFault.inStream(event.path("error"));
            default -> {
            }
        }
        return false;
    }

    @Override
    public boolean ended() {
        if (stop == null) {
            return false;
        }
        answer.finish(stop);
        return true;
    }

    private void start(JsonNode event) {
        JsonNode block = event.path("content_block");
        answer.begin();
        Open started = switch (text(block, "type")) {
            case "text" -> new OpenText(answer.text());
            case "thinking", "redacted_thinking" -> new OpenThinking(answer.reasoning(), kept(text(block, "data")));
            case "tool_use" -> new OpenCall(answer.call(text(block, "id"), names.fromWire(text(block, "name"))),
                    kept(block.path("input").isEmpty() ? "" : block.path("input").toString()));
            default -> null;
        };
        if (started != null) {
            open.put(event.path("index").asInt(), started);
            started.add(block);
        }
    }

    private String kept(String text) {
        answer.grow(text.length());
        return text;
    }

    private void delta(JsonNode event) {
        Open block = open.get(event.path("index").asInt());
        if (block != null) {
            block.add(event.path("delta"));
        }
    }

    private void stop(JsonNode event) {
        Open block = open.remove(event.path("index").asInt());
        if (block != null) {
            block.close();
        }
    }

    private void messageDelta(JsonNode event) {
        report(event.path("usage"));
        String reason = text(event.path("delta"), "stop_reason");
        if (!reason.isEmpty()) {
            stop = switch (reason) {
                case "max_tokens", "model_context_window_exceeded" -> StopReason.MAX_TOKENS;
                case "stop_sequence" -> StopReason.STOP_SEQUENCE;
                case "tool_use" -> StopReason.TOOL_CALLS;
                case "refusal" -> StopReason.REFUSAL;
                default -> StopReason.END_TURN;
            };
        }
    }

    private void report(JsonNode counts) {
        if (counts.isObject()) {
            answer.tokens(usage.updatedBy(counts));
        }
    }

    /** A block that has begun and not ended. */
    private sealed interface Open {
        /** Takes what a delta holds, or what the block began with. */
        void add(JsonNode delta);

        void close();
    }

    private record OpenText(AnswerBuilder.Text block) implements Open {
        @Override
        public void add(JsonNode delta) {
            block.add(text(delta, "text"));
        }

        @Override
        public void close() {
            block.close();
        }
    }

    private final class OpenThinking implements Open {
        private final AnswerBuilder.Reasoning block;
        private final String redacted;
        private final StringBuilder signature = new StringBuilder();

        private OpenThinking(AnswerBuilder.Reasoning block, String redacted) {
            this.block = block;
            this.redacted = redacted;
        }

        @Override
        public void add(JsonNode delta) {
            block.add(text(delta, "thinking"));
            signature.append(kept(text(delta, "signature")));
        }

        @Override
        public void close() {
            if (!redacted.isEmpty()) {
                block.close(opaque(new Signature(null, redacted)));
            } else {
                block.close(signature.isEmpty() ? null : opaque(new Signature(signature.toString(), null)));
            }
        }

        private Opaque opaque(Signature kept) {
            return new Opaque(model.provider(), model.id(), kept.write());
        }
    }

    private record OpenCall(AnswerBuilder.Call block, String begunWith) implements Open {
        @Override
        public void add(JsonNode delta) {
            block.add(text(delta, "partial_json"));
        }

        /** Some servers put all arguments into the start. */
        @Override
        public void close() {
            if (block.isEmpty() && !begunWith.isEmpty()) {
                block.replace(begunWith);
            }
            block.close();
        }
    }
}
