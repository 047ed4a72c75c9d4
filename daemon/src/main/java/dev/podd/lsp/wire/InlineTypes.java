package dev.podd.lsp.wire;

import dev.podd.lsp.wire.ChangeTypes.WireHunk;
import dev.podd.lsp.wire.TurnTypes.WireTurnError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits asked for at a place in a document. */
public final class InlineTypes {
    private InlineTypes() {}

    /** What shall be done, and where. */
    public record InlineStartParams(Lsp.VersionedTextDocumentIdentifier textDocument, Lsp.Range range,
            String instruction, @Nullable String pod) {}

    /** Which edit. */
    public record InlineStopParams(String inline) {}

    /** How an edit stands. */
    public record WireInline(String inline, WireInlineState state, List<WireHunk> hunks, @Nullable String note,
            @Nullable WireTurnError error) {}

    /** How far an edit is. */
    public enum WireInlineState {
        /** The model writes; the document is as it was. */
        WRITING,
        /** It stands in the document. */
        APPLIED,
        /** The document is as it was. */
        FAILED,
        /** It was stopped; the document is as it was. */
        CANCELLED
    }
}
