package dev.podd.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the provider needs back with a thought: the signature of its words, or the whole thought encrypted. Exactly one of
 * the two is there.
 */
record Signature(@Nullable String signature, @Nullable String redacted) {
    static Signature read(String json) {
        return Json.read(json, Signature.class);
    }

    String write() {
        return Json.write(this);
    }

    ObjectNode block(String words) {
        return redacted != null ? Json.object().put("type", "redacted_thinking").put("data", redacted)
                : Json.object().put("type", "thinking").put("thinking", words).put("signature", signature);
    }
}
