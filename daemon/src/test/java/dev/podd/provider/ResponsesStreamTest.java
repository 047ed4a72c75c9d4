package dev.podd.provider;

import dev.podd.model.ModelInfo;
import dev.podd.provider.openai.ResponsesFormat;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.WireFormat;
import java.util.List;

class ResponsesStreamTest extends StreamContract {
    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.OPENAI;
    }

    @Override
    String modelName() {
        return "gpt-test";
    }

    @Override
    WireFormat format() {
        return new ResponsesFormat(new ModelInfo(kind().id(), modelName(), null, false), ModelFamily.UNKNOWN,
                () -> "fresh");
    }

    @Override
    List<Recording> recordings() {
        return List.of(
                new Recording("calls", "Encrypted reasoning with a summary of two parts, text, two tool calls."),
                new Recording("incomplete", "A refusal, cut by the limit on output tokens."));
    }
}
