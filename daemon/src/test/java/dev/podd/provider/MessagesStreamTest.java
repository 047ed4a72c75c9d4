package dev.podd.provider;

import dev.podd.model.ModelInfo;
import dev.podd.provider.anthropic.MessagesFormat;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.WireFormat;
import java.util.List;

class MessagesStreamTest extends StreamContract {
    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.ANTHROPIC;
    }

    @Override
    String modelName() {
        return "claude-test";
    }

    @Override
    WireFormat format() {
        return new MessagesFormat(new ModelInfo(kind().id(), modelName(), null, false), ModelFamily.UNKNOWN,
                () -> "fresh");
    }

    @Override
    List<Recording> recordings() {
        return List.of(
                new Recording("calls",
                        "Signed thinking, redacted thinking, text, two tool calls, one without arguments."),
                new Recording("truncated",
                        "The token limit cuts the answer inside a tool call, which is not told as a call."));
    }
}
