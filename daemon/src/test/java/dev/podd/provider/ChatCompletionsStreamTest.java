package dev.podd.provider;

import dev.podd.model.ModelInfo;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import dev.podd.provider.wire.WireFormat;
import java.util.List;

class ChatCompletionsStreamTest extends StreamContract {
    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.OPENAI_COMPATIBLE;
    }

    @Override
    String modelName() {
        return "test-model";
    }

    @Override
    WireFormat format() {
        return new ChatCompletionsFormat(new ModelInfo(kind().id(), modelName(), null, false), () -> "fresh");
    }

    @Override
    List<Recording> recordings() {
        return List.of(new Recording("calls", "Reasoning, text, then two tool calls in parallel, with usage."),
                new Recording("text", "A text whose characters are cut between two deltas."));
    }
}
