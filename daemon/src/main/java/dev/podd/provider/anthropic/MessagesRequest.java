package dev.podd.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.ToolSpec;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.RequestJson;
import dev.podd.provider.wire.ToolNames;
import java.util.List;

/**
 * One request as Messages JSON: settings, system prompt, tools, then the conversation.
 *
 * <p>Cache markers stand at the end of the tools, of the system prompt, of the conversation, and of what the request
 * before ended with: the provider looks back only some 20 blocks from a marker, which one burst of tool calls can fill.
 * They are the only thing that moves from request to request.
 */
final class MessagesRequest {
    private static final int DEFAULT_MAX_TOKENS = 8192;
    private static final int MARKED_MESSAGES = 2;

    private final ModelInfo model;
    private final ModelFamily family;
    private final ModelRequest request;
    private final ToolNames names;

    MessagesRequest(ModelInfo model, ModelFamily family, ModelRequest request) {
        this.model = model;
        this.family = family;
        this.request = request;
        this.names = new ToolNames(request.tools());
    }

    byte[] bytes() {
        List<ObjectNode> messages = new Messages(model, names).of(request.history());
        ObjectNode body = Json.object().put("model", model.id());
        Thinking thinking = Thinking.of(family, request.settings(), maxTokens(), messages);
        putSettings(body, thinking);
        if (request.systemPrompt() != null && !request.systemPrompt().isBlank()) {
            body.putArray("system").add(mark(Json.object().put("type", "text").put("text", request.systemPrompt())));
        }
        if (!request.tools().isEmpty()) {
            ArrayNode tools = RequestJson.array(request.tools().stream().map(this::tool).toList());
            mark((ObjectNode) tools.get(tools.size() - 1));
            body.set("tools", tools);
        }
        markLast(messages);
        body.set("messages", RequestJson.array(messages));
        return RequestJson.bytes(body);
    }

    private void putSettings(ObjectNode body, Thinking thinking) {
        RequestSettings settings = request.settings();
        body.put("max_tokens", maxTokens()).put("stream", true);
        if (family.isSteerable() && !thinking.isOn()) {
            if (settings.temperature() != null) {
                body.put("temperature", settings.temperature());
            }
            if (settings.topP() != null) {
                body.put("top_p", settings.topP());
            }
        }
        if (!settings.stop().isEmpty()) {
            body.set("stop_sequences", RequestJson.texts(settings.stop()));
        }
        thinking.putInto(body);
    }

    private int maxTokens() {
        Integer wanted = request.settings().maxTokens();
        return wanted != null ? wanted : family.maxOutput() != null ? family.maxOutput() : DEFAULT_MAX_TOKENS;
    }

    private ObjectNode tool(ToolSpec tool) {
        return Json.object()
                .put("name", names.toWire(tool.name()))
                .put("description", tool.description())
                .set("input_schema", tool.schema());
    }

    private static void markLast(List<ObjectNode> messages) {
        int marked = 0;
        for (ObjectNode message : messages.reversed()) {
            JsonNode last = message.path("content").path(message.path("content").size() - 1);
            if (marked < MARKED_MESSAGES && message.path("role").asText().equals("user")) {
                mark((ObjectNode) last);
                marked++;
            }
        }
    }

    private static ObjectNode mark(ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
        return block;
    }
}
