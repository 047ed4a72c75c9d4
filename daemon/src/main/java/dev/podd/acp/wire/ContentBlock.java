package dev.podd.acp.wire;

import dev.podd.jsonrpc.Spelled;
import org.jspecify.annotations.Nullable;

/** A piece of a message. */
@Spelled
public sealed interface ContentBlock {
    record Text(String text) implements ContentBlock {}

    /** {@code data} in Base64. */
    record Image(String data, String mimeType) implements ContentBlock {}

    /** A file or something else that the message is about. */
    record ResourceLink(String uri, String name) implements ContentBlock {}

    /** Such a thing with its content. */
    record Resource(Embedded resource) implements ContentBlock {}

    /** Either {@code text} or {@code blob}, in Base64. */
    record Embedded(String uri, @Nullable String mimeType, @Nullable String text, @Nullable String blob) {}
}
