package dev.podd.provider.openai;

import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.ToolNames;
import dev.podd.provider.wire.WireFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Responses wire format. Nothing is kept at the provider and no earlier response is referred to: each request is
 * whole, and reasoning travels encrypted in the conversation.
 */
public final class ResponsesFormat implements WireFormat {
    private final ModelInfo model;
    private final ModelFamily family;
    private final Supplier<String> callIds;

    /** @param callIds ids for calls of a server that gives them none, or the same to several */
    public ResponsesFormat(ModelInfo model, ModelFamily family, Supplier<String> callIds) {
        this.model = model;
        this.family = family;
        this.callIds = callIds;
    }

    @Override
    public String path() {
        return "responses";
    }

    @Override
    public Map<String, String> headers(@Nullable String key) {
        return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public byte[] body(ModelRequest request) {
        return new ResponsesRequest(model, family, request).bytes();
    }

    @Override
    public AnswerReader reader(ModelRequest request, Consumer<ModelEvent> listener) {
        return new ResponsesReader(model, new ToolNames(request.tools()),
                new CallIds(request.history(), callIds), listener);
    }
}
