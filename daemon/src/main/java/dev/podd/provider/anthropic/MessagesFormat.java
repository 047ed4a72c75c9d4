package dev.podd.provider.anthropic;

import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.CallIds;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.ToolNames;
import dev.podd.provider.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Messages wire format, with cache markers, thinking and its signatures. */
public final class MessagesFormat implements WireFormat {
    private static final String VERSION = "2023-06-01";
    /** Lets a request say what becomes of thoughts whose history was changed behind them. */
    private static final String THINKING_BINDING = "thinking-binding-controls-2026-08-01";

    private final ModelInfo model;
    private final ModelFamily family;
    private final Supplier<String> callIds;

    /** @param callIds ids for calls of a server that gives them none, or the same to several */
    public MessagesFormat(ModelInfo model, ModelFamily family, Supplier<String> callIds) {
        this.model = model;
        this.family = family;
        this.callIds = callIds;
    }

    @Override
    public String path() {
        return "messages";
    }

    @Override
    public Map<String, String> headers(@Nullable String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("anthropic-version", VERSION);
        if (family.reasoning() == ModelFamily.Reasoning.BOUND) {
            headers.put("anthropic-beta", THINKING_BINDING);
        }
        if (key != null) {
            headers.put("x-api-key", key);
        }
        return headers;
    }

    @Override
    public byte[] body(ModelRequest request) {
        return new MessagesRequest(model, family, request).bytes();
    }

    @Override
    public AnswerReader reader(ModelRequest request, Consumer<ModelEvent> listener) {
        return new MessagesReader(model, new ToolNames(request.tools()),
                new CallIds(request.history(), callIds), listener);
    }
}
