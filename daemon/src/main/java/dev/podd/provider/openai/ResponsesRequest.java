package dev.podd.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.ToolSpec;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.RequestJson;
import dev.podd.provider.wire.ToolNames;
import java.util.Locale;

/**
 * One request as Responses JSON: settings, instructions, tools, then the conversation. The format knows no stop
 * sequences, so a manifest's are left out.
 */
final class ResponsesRequest {
    private final ModelInfo model;
    private final ModelFamily family;
    private final ModelRequest request;
    private final ToolNames names;

    ResponsesRequest(ModelInfo model, ModelFamily family, ModelRequest request) {
        this.model = model;
        this.family = family;
        this.request = request;
        this.names = new ToolNames(request.tools());
    }

    byte[] bytes() {
        ObjectNode body = Json.object().put("model", model.id()).put("stream", true).put("store", false);
        putSettings(body, request.settings());
        putReasoning(body, request.settings());
        if (request.systemPrompt() != null && !request.systemPrompt().isBlank()) {
            body.put("instructions", request.systemPrompt());
        }
        if (!request.tools().isEmpty()) {
            body.put("parallel_tool_calls", true);
            body.set("tools", RequestJson.array(request.tools().stream().map(this::tool).toList()));
        }
        body.set("input", RequestJson.array(new ResponsesInput(model, names).of(request.history())));
        return RequestJson.bytes(body);
    }

    private void putSettings(ObjectNode body, RequestSettings settings) {
        if (settings.maxTokens() != null) {
            body.put("max_output_tokens", settings.maxTokens());
        }
        if (family.isSteerable() && !reasons(settings)) {
            if (settings.temperature() != null) {
                body.put("temperature", settings.temperature());
            }
            if (settings.topP() != null) {
                body.put("top_p", settings.topP());
            }
        }
    }

    /** A model that reasons by itself is not asked to, but its encrypted reasoning is: it goes back with the history. */
    private void putReasoning(ObjectNode body, RequestSettings settings) {
        if (settings.reasoning() != null && family.reasoning() != ModelFamily.Reasoning.NONE) {
            ObjectNode reasoning = body.putObject("reasoning");
            reasoning.put("effort", settings.reasoning().toLowerCase(Locale.ROOT));
            if (reasons(settings)) {
                reasoning.put("summary", "auto");
            }
        }
        if (family.reasoning() == ModelFamily.Reasoning.EFFORT || reasons(settings)) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
    }

    private boolean reasons(RequestSettings settings) {
        return family.reasoning() != ModelFamily.Reasoning.NONE && settings.reasoning() != null
                && !settings.reasoning().equalsIgnoreCase("none");
    }

    /** Strict schemas, the format's default, would refuse a tool with an optional argument. */
    private ObjectNode tool(ToolSpec tool) {
        ObjectNode node = Json.object()
                .put("type", "function")
                .put("name", names.toWire(tool.name()))
                .put("description", tool.description());
        node.set("parameters", tool.schema());
        return node.put("strict", false);
    }
}
