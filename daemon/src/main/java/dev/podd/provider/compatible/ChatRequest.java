package dev.podd.provider.compatible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.ToolSpec;
import dev.podd.provider.wire.RequestJson;
import dev.podd.provider.wire.ToolNames;
import java.util.List;

/** One request as Chat Completions JSON: settings, tools, then the conversation. */
final class ChatRequest {
    private final ModelInfo model;
    private final ModelRequest request;
    private final ToolNames names;

    ChatRequest(ModelInfo model, ModelRequest request) {
        this.model = model;
        this.request = request;
        this.names = new ToolNames(request.tools());
    }

    byte[] bytes() {
        ObjectNode body = Json.object().put("model", model.id()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        putSettings(body, request.settings());
        if (!request.tools().isEmpty()) {
            body.set("tools", RequestJson.array(request.tools().stream().map(this::tool).toList()));
        }
        List<ObjectNode> messages = new ChatMessages(model, names).of(request.systemPrompt(), request.history());
        body.set("messages", RequestJson.array(messages));
        return RequestJson.bytes(body);
    }

    private static void putSettings(ObjectNode body, RequestSettings settings) {
        if (settings.maxTokens() != null) {
            body.put("max_tokens", settings.maxTokens());
        }
        if (settings.temperature() != null) {
            body.put("temperature", settings.temperature());
        }
        if (settings.topP() != null) {
            body.put("top_p", settings.topP());
        }
        if (!settings.stop().isEmpty()) {
            body.set("stop", RequestJson.texts(settings.stop()));
        }
        if (settings.reasoning() != null) {
            body.put("reasoning_effort", settings.reasoning());
        }
    }

    private ObjectNode tool(ToolSpec tool) {
        ObjectNode node = Json.object().put("type", "function");
        node.putObject("function")
                .put("name", names.toWire(tool.name()))
                .put("description", tool.description())
                .set("parameters", tool.schema());
        return node;
    }
}
