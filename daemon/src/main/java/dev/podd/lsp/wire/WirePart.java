package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A part of a message. */
public sealed interface WirePart {
    /** What was written. */
    record Text(String text) implements WirePart {}

    /** A file, or a range of it. */
    record File(String uri, Lsp.@Nullable Range range) implements WirePart {}

    /** What is selected in the editor. */
    record Selection(String uri, Lsp.Range range) implements WirePart {}

    /** What the editor's language servers complain about in a file. */
    record Diagnostics(String uri) implements WirePart {}

    /** A picture. */
    record Image(String mimeType, String data) implements WirePart {}
}
