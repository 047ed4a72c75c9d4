package dev.podd.lsp;

import dev.podd.buffer.Buffer;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one editor has open, and the translation of its positions to UTF-16 and back. Written by the reader
 * thread, read by all threads.
 */
final class Documents {
    private static final System.Logger LOG = System.getLogger(Documents.class.getName());

    /** Of all open documents together. */
    private static final long MAX_CHARACTERS = 32L << 20;

    private final Buffers buffers;
    private final Map<String, DocumentHistory> histories = new HashMap<>(); // the reader thread only
    private final Set<String> unknown = ConcurrentHashMap.newKeySet(); // written by the reader thread
    private volatile long changedAt = System.nanoTime();
    private volatile PositionEncoding encoding = PositionEncoding.UTF_16;
    private volatile Consumer<String> watcher = uri -> {};
    private volatile Consumer<String> saved = uri -> {};

    Documents(Buffers buffers) {
        this.buffers = buffers;
    }

    /**
     * Has a watcher told of documents, on the reader thread.
     *
     * @param each  of each that is opened, changed, saved or closed
     * @param saves of each that is saved
     */
    void watchedBy(Consumer<String> each, Consumer<String> saves) {
        watcher = each;
        saved = saves;
    }

    /** Sets the position encoding, once, before any position is translated. */
    void countIn(PositionEncoding agreed) {
        encoding = agreed;
    }

    void didOpen(Lsp.DidOpenTextDocumentParams params) {
        changedAt = System.nanoTime();
        Lsp.TextDocumentItem opened = params.textDocument();
        open(new Document(opened.uri(), Objects.requireNonNullElse(opened.languageId(), ""),
                Objects.requireNonNullElse(opened.version(), 0), Text.of(opened.text())));
    }

    void didChange(Lsp.DidChangeTextDocumentParams params) {
        changedAt = System.nanoTime();
        String uri = params.textDocument().uri();
        List<Change> changes = params.contentChanges().stream().map(Documents::change).toList();
        Document before = buffers.find(uri).orElse(null);
        DocumentHistory history = histories.get(uri);
        if (before == null || history == null) {
            changeUnknown(uri, params.textDocument().version(), changes);
            return;
        }
        int version = Objects.requireNonNullElse(params.textDocument().version(), before.version() + 1);
        history.change(version, changes, before, encoding).ifPresentOrElse(this::update, () -> {
            LOG.log(Level.WARNING, "a change of " + uri + " to version " + version + " came after version "
                    + before.version() + ": its text is not known from here on");
            lose(uri);
        });
    }

    private void update(Document changed) {
        if (isTooMuch(changed)) {
            lose(changed.uri());
            return;
        }
        buffers.update(changed);
        watcher.accept(changed.uri());
    }

    /** A document whose text is not known is known again by a whole text. */
    private void changeUnknown(String uri, @Nullable Integer version, List<Change> changes) {
        if (unknown.contains(uri) && !changes.isEmpty() && changes.getFirst().range() == null) {
            Document empty = new Document(uri, "", 0, Text.EMPTY);
            open(empty.changed(Objects.requireNonNullElse(version, 0), changes, encoding));
        } else if (!unknown.contains(uri)) {
            LOG.log(Level.WARNING, uri + " changed though it is not open");
        }
    }

    /** Whether a document is open whose text is not known. */
    boolean isUnknown(String uri) {
        return unknown.contains(uri);
    }

    /** The text is what the changes made it; what is on the disk is looked at when needed. */
    void didSave(Lsp.DidSaveTextDocumentParams params) {
        buffers.saved(params.textDocument().uri());
        saved.accept(params.textDocument().uri());
        watcher.accept(params.textDocument().uri());
    }

    void didClose(Lsp.DidCloseTextDocumentParams params) {
        forget(params.textDocument().uri());
    }

    /** What is more than there is room for is open without a known text. */
    private void open(Document document) {
        String uri = document.uri();
        if (isTooMuch(document)) {
            lose(uri);
            return;
        }
        histories.put(uri, new DocumentHistory(document));
        buffers.open(document);
        unknown.remove(uri);
        watcher.accept(uri);
    }

    private boolean isTooMuch(Document document) {
        long others = buffers.all().stream().map(Buffer::document).filter(each -> !each.uri().equals(document.uri()))
                .mapToLong(each -> each.text().length()).sum();
        boolean isTooMuch = others + document.text().length() > MAX_CHARACTERS;
        if (isTooMuch) {
            LOG.log(Level.WARNING, document.uri() + " is open with " + document.text().length() + " characters beside "
                    + others + " of other documents, and over " + MAX_CHARACTERS
                    + " there is no room: its text is not known");
        }
        return isTooMuch;
    }

    /** The document stays open, and its text is not known from here on. */
    private void lose(String uri) {
        unknown.add(uri);
        histories.remove(uri);
        buffers.close(uri);
    }

    private void forget(String uri) {
        unknown.remove(uri);
        histories.remove(uri);
        buffers.close(uri);
        watcher.accept(uri);
    }

    /** When a document was opened or changed last, on the clock of {@link System#nanoTime}. */
    long changedAt() {
        return changedAt;
    }

    /** All that are open, as they are now. */
    List<Buffer> all() {
        return buffers.all();
    }

    /** All that are open, as an editor would open them now; the one that changed last comes last. */
    List<Lsp.TextDocumentItem> told() {
        return buffers.all().reversed().stream().map(Buffer::document)
                .map(each -> new Lsp.TextDocumentItem(each.uri(), each.languageId(), each.version(),
                        each.text().toString()))
                .toList();
    }

    /**
     * Opens what another process had told.
     *
     * @param without URIs of documents that are open without a known text
     */
    void restore(List<Lsp.TextDocumentItem> documents, List<String> without) {
        without.forEach(this::lose);
        documents.forEach(each -> didOpen(new Lsp.DidOpenTextDocumentParams(each)));
    }

    /** Documents that are open, but whose text is not known. */
    Set<String> unknown() {
        return Set.copyOf(unknown);
    }

    /** Waits until an open document is another than this; as it is then, or after a while still this. Empty when closed. */
    Optional<Document> awaitOther(Document seen, Duration limit) throws InterruptedException {
        return buffers.awaitOther(seen, limit);
    }

    /** A range of a text, from offsets in UTF-16, in the editor's encoding. */
    Lsp.Range range(Text text, int start, int end) {
        return new Lsp.Range(toWire(text.position(start, encoding)), toWire(text.position(end, encoding)));
    }

    /** The offset in UTF-16 of a position in the editor's encoding. */
    int offset(Text text, Lsp.Position position) {
        return text.offset(position(position), encoding);
    }

    private static Lsp.Position toWire(Position position) {
        return new Lsp.Position(position.line(), position.character());
    }

    /** What the editor counts characters of a line in. */
    PositionEncoding encoding() {
        return encoding;
    }

    /** The offset of a position in an open document; 0 in one that is not. */
    int offset(String uri, Lsp.Position position) {
        return text(uri).map(text -> text.offset(position(position), encoding)).orElse(0);
    }

    /** A range of an open document, from offsets in UTF-16, in the editor's encoding. */
    Lsp.Range range(String uri, int start, int end) {
        return range(text(uri).orElse(Text.EMPTY), start, end);
    }

    Optional<Document> document(String uri) {
        return buffers.find(uri);
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

    /** In UTF-16 units; a range in a document that is not open stays in the editor's encoding. */
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
        return toWire(told);
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
