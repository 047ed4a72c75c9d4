package dev.podd.provider.compatible;

import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ToolNames;
import dev.podd.provider.wire.WireFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Chat Completions wire format, asked for what most servers know and read as loosely as they write it. */
public final class ChatCompletionsFormat implements WireFormat {
    private final ModelInfo model;
    private final Supplier<String> callIds;

    /** @param callIds ids for calls of a server that gives them none, or the same to several */
    public ChatCompletionsFormat(ModelInfo model, Supplier<String> callIds) {
        this.model = model;
        this.callIds = callIds;
    }

    @Override
    public String path() {
        return "chat/completions";
    }

    @Override
    public Map<String, String> headers(@Nullable String key) {
        return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public byte[] body(ModelRequest request) {
        return new ChatRequest(model, request).bytes();
    }

    @Override
    public AnswerReader reader(ModelRequest request, Consumer<ModelEvent> listener) {
        return new ChatReader(model, new ToolNames(request.tools()), new CallIds(request.history(), callIds), listener);
    }
}
