package dev.podd.mcp;

import dev.podd.item.Part;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture of a server as models take it. */
final class McpImage {
    /** The least that a provider takes, in Base64. */
    static final int MOST_CHARACTERS = 5 * 1024 * 1024;

    private McpImage() {}

    /**
     * Empty for what is no picture, is of a type that no model takes, or too large. Its type is told from its first bytes,
     * since a provider refuses a whole request for a picture that is not what it says.
     */
    static Optional<Part.Image> of(McpSchema.@Nullable Content content) {
        if (!(content instanceof McpSchema.ImageContent image) || image.data() == null
                || image.data().length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(image.data());
            return type(new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1))
                    .map(type -> new Part.Image(type, image.data()));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> type(String start) {
        String type = start.startsWith("\u0089PNG\r\n") ? "image/png"
                : start.startsWith("\u00ff\u00d8\u00ff") ? "image/jpeg"
                : start.startsWith("GIF8") ? "image/gif"
                : start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? "image/webp" : "";
        return Optional.of(type).filter(found -> !found.isEmpty());
    }
}
