package dev.podd.provider.openai;

import static dev.podd.provider.wire.SseJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.Opaque;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.provider.wire.AnswerBuilder;

/** An item of a response's output, growing until it is done; what was not streamed is taken from the whole. */
sealed interface OutputItem {
    void add(String delta);

    /** A summary of several parts is shown as paragraphs. */
    default void beginPart() {}

    /** @param whole the item as the provider ends it */
    void close(JsonNode whole);

    record Message(AnswerBuilder.Text block) implements OutputItem {
        @Override
        public void add(String delta) {
            block.add(delta);
        }

        @Override
        public void close(JsonNode whole) {
            if (block.isEmpty()) {
                for (JsonNode part : whole.path("content")) {
                    block.add(text(part, "text") + text(part, "refusal"));
                }
            }
            block.close();
        }
    }

    record Reasoning(AnswerBuilder.Reasoning block, ModelInfo model) implements OutputItem {
        @Override
        public void add(String delta) {
            block.add(delta);
        }

        @Override
        public void beginPart() {
            if (!block.isEmpty()) {
                block.add("\n\n");
            }
        }

        @Override
        public void close(JsonNode whole) {
            if (block.isEmpty()) {
                for (JsonNode part : whole.path("summary")) {
                    beginPart();
                    block.add(text(part, "text"));
                }
            }
            block.close(text(whole, "encrypted_content").isEmpty() ? null
                    : new Opaque(model.provider(), model.id(), payload(whole)));
        }

        private static String payload(JsonNode whole) {
            ObjectNode kept = Json.object();
            kept.set("summary", whole.path("summary").isArray() ? whole.path("summary")
                    : Json.mapper().createArrayNode());
            return Json.write(kept.put("encrypted_content", text(whole, "encrypted_content")));
        }
    }

    record Call(AnswerBuilder.Call block) implements OutputItem {
        @Override
        public void add(String delta) {
            block.add(delta);
        }

        @Override
        public void close(JsonNode whole) {
            if (!text(whole, "arguments").isEmpty()) {
                block.replace(text(whole, "arguments"));
            }
            block.close();
        }
    }

    /** A kind of item that we did not ask for. */
    enum Ignored implements OutputItem {
        INSTANCE;

        @Override
        public void add(String delta) {}

        @Override
        public void close(JsonNode whole) {}
    }
}
