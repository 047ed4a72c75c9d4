package dev.podd.mcp;

import dev.podd.item.Part;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A picture of a server as models take it. */
final class McpImage {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    /** The least that a provider takes, in Base64. */
    static final int MOST_CHARACTERS = 5 * 1024 * 1024;

    private McpImage() {}

    /** Empty for what is no picture, is of a type that no model takes, too large, or not what it says. */
    static Optional<Part.Image> of(McpSchema.@Nullable Content content) {
        if (!(content instanceof McpSchema.ImageContent image) || image.mimeType() == null || image.data() == null
                || !TYPES.contains(image.mimeType()) || image.data().length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(image.data());
            return bytes.length == 0 ? Optional.empty() : Optional.of(new Part.Image(image.mimeType(), image.data()));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
