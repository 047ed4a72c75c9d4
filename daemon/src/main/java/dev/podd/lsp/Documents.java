package dev.podd.lsp;

import dev.podd.buffer.Buffers;
import dev.podd.buffer.Change;
import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Range;
import dev.podd.buffer.Text;
import dev.podd.item.TextRange;
import dev.podd.lsp.wire.Lsp;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The documents that one editor has open, and how its positions are told in UTF-16 and back. Changed by the reader
 * thread, read by everybody.
 */
final class Documents {
    private static final System.Logger LOG = System.getLogger(Documents.class.getName());

    private final Buffers buffers;
    private volatile PositionEncoding encoding = PositionEncoding.UTF_16;

    Documents(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Said once, before any position. */
    void countIn(PositionEncoding agreed) {
        encoding = agreed;
    }

    void didOpen(Lsp.DidOpenTextDocumentParams params) {
        Lsp.TextDocumentItem opened = params.textDocument();
        buffers.open(new Document(opened.uri(), Objects.requireNonNullElse(opened.languageId(), ""),
                Objects.requireNonNullElse(opened.version(), 0), Text.of(opened.text())));
    }

    void didChange(Lsp.DidChangeTextDocumentParams params) {
        String uri = params.textDocument().uri();
        int before = buffers.find(uri).map(Document::version).orElse(0);
        int version = Objects.requireNonNullElse(params.textDocument().version(), before + 1);
        List<Change> changes = params.contentChanges().stream().map(Documents::change).toList();
        if (!buffers.change(uri, version, changes, encoding)) {
            LOG.log(Level.WARNING, uri + " changed though it is not open");
        }
    }

    /** Nothing changes by it: the text is what the changes made it, and what is on the disk is looked at when needed. */
    void didSave(Lsp.DidSaveTextDocumentParams params) {
        LOG.log(Level.DEBUG, params.textDocument().uri() + " was saved");
    }

    void didClose(Lsp.DidCloseTextDocumentParams params) {
        buffers.close(params.textDocument().uri());
    }

    Optional<Text> text(String uri) {
        return buffers.find(uri).map(Document::text);
    }

    /** What stands in a range of an open document. */
    Optional<String> content(String uri, Lsp.Range range) {
        return text(uri).map(text -> {
            int start = text.offset(position(range.start()), encoding);
            int end = text.offset(position(range.end()), encoding);
            return text.substring(Math.min(start, end), Math.max(start, end));
        });
    }

    /** In UTF-16 units; of a document that is not open, whose lines cannot be looked at, as it came. */
    TextRange fromWire(String uri, Lsp.Range range) {
        Position start = utf16(uri, position(range.start()));
        Position end = utf16(uri, position(range.end()));
        return new TextRange(start.line(), start.character(), end.line(), end.character());
    }

    /** In the editor's encoding; of a document that is not open, as it is. */
    Lsp.Range toWire(String uri, TextRange range) {
        return toWire(text(uri), range);
    }

    /** In the editor's encoding, by the text that the range is about, if it is known. */
    Lsp.Range toWire(Optional<Text> text, TextRange range) {
        return new Lsp.Range(toWire(text, new Position(range.startLine(), range.startCharacter())),
                toWire(text, new Position(range.endLine(), range.endCharacter())));
    }

    private Position utf16(String uri, Position position) {
        return text(uri).map(text -> text.position(text.offset(position, encoding), PositionEncoding.UTF_16))
                .orElse(position);
    }

    private Lsp.Position toWire(Optional<Text> text, Position utf16) {
        Position told = text.map(known -> known.position(known.offset(utf16, PositionEncoding.UTF_16), encoding))
                .orElse(utf16);
        return new Lsp.Position(told.line(), told.character());
    }

    private static Change change(Lsp.TextDocumentContentChangeEvent change) {
        Lsp.Range range = change.range();
        return new Change(range == null ? null : new Range(position(range.start()), position(range.end())),
                change.text());
    }

    /** Some editors say "the end" by the largest number they have. */
    private static Position position(Lsp.Position position) {
        return new Position(Math.clamp(position.line(), 0, Integer.MAX_VALUE),
                Math.clamp(position.character(), 0, Integer.MAX_VALUE));
    }
}
