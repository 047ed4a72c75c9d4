package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.item.TextRange;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the person points at.
 *
 * @param document as it is then
 * @param start    offset where it begins
 * @param end      offset where it ends
 */
record SelectedText(Document document, int start, int end) {
    /**
     * A range of an open document; one of at most a character stands for its line.
     *
     * @param range as the editor counts it
     * @throws IllegalArgumentException the document is not open
     */
    static SelectedText of(LanguageClient client, String uri, TextRange range) {
        Document document = client.document(uri).orElseThrow(() -> new IllegalArgumentException(
                "arguments[0].uri: a document that is open in the editor is due, found " + uri));
        TextRange counted = client.utf16(uri, range);
        Text text = document.text();
        int one = text.offset(new Position(counted.startLine(), counted.startCharacter()), PositionEncoding.UTF_16);
        int other = text.offset(new Position(counted.endLine(), counted.endCharacter()), PositionEncoding.UTF_16);
        int start = Math.min(one, other);
        int end = Math.max(one, other);
        if (end - start > 1) {
            return new SelectedText(document, start, end);
        }
        return ofLine(document, text.position(start, PositionEncoding.UTF_16).line());
    }

    /** A line without its end. */
    static SelectedText ofLine(Document document, int line) {
        int from = document.text().offset(new Position(line, 0), PositionEncoding.UTF_16);
        return new SelectedText(document, from, from + document.text().line(line).length());
    }

    String uri() {
        return document.uri();
    }

    String text() {
        return document.text().substring(start, end);
    }

    /** In UTF-16. */
    TextRange range() {
        Position from = document.text().position(start, PositionEncoding.UTF_16);
        Position to = document.text().position(end, PositionEncoding.UTF_16);
        return new TextRange(from.line(), from.character(), to.line(), to.character());
    }

    /** Its lines, from 1, in words. */
    String lines() {
        TextRange range = range();
        int first = range.startLine() + 1;
        int last = Math.max(first, range.endCharacter() == 0 ? range.endLine() : range.endLine() + 1);
        return first == last ? "line " + first : "lines " + first + " to " + last;
    }

    /** As Markdown: where it stands, and what it says. */
    String quoted(Optional<Path> file) {
        String where = file.map(Path::toString).orElse(uri()) + ", " + lines();
        String fence = "```";
        while (text().contains(fence)) {
            fence += "`";
        }
        return where + ":\n\n" + fence + document.languageId() + "\n" + text().stripTrailing() + "\n" + fence;
    }
}
