package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.buffer.Buffers;
import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.item.TextRange;
import dev.podd.lsp.wire.Lsp;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final String URI = "file:///a";

    private final Buffers buffers = new Buffers(Clock.systemUTC());
    private final Documents documents = new Documents(buffers);

    @Test
    void positionsAreThoseOfTheEncodingAgreedUpon() {
        documents.countIn(PositionEncoding.UTF_8);
        open("é😀x\n");
        change(1, range(0, 6, 0, 7), "y");
        assertThat(document()).isEqualTo(new Document(URI, "text", 1, Text.of("é😀y\n")));
        assertThat(documents.fromWire(URI, range(0, 2, 0, 7))).isEqualTo(new TextRange(0, 1, 0, 4));
        assertThat(documents.toWire(URI, new TextRange(0, 1, 0, 4))).isEqualTo(range(0, 2, 0, 7));
        assertThat(documents.content(URI, range(0, 2, 0, 6))).contains("😀");
    }

    @Test
    void aRangeThatStandsTheWrongWayRoundIsTurned() {
        open("abc");
        change(1, range(0, 3, 0, 1), "-");
        assertThat(document().text()).hasToString("a-");
        assertThat(documents.content(URI, range(0, 2, 0, 0))).contains("a-");
    }

    @Test
    void moreThanThereIsRoomForIsOpenWithoutAKnownText() {
        open("x".repeat(20 << 20));
        documents.didOpen(new Lsp.DidOpenTextDocumentParams(
                new Lsp.TextDocumentItem("file:///b", "text", 0, "x".repeat(20 << 20))));
        assertThat(documents.unknown()).containsExactly("file:///b");
        documents.didClose(new Lsp.DidCloseTextDocumentParams(new Lsp.TextDocumentIdentifier("file:///b")));
        assertThat(documents.unknown()).isEmpty();
        assertThat(buffers.all()).hasSize(1);
    }

    @Test
    void aDocumentThatGrowsBeyondTheRoomHasNoKnownText() {
        open("");
        for (int version = 1; version <= 3; version++) {
            change(version, range(0, 0, 0, 0), "x".repeat(12 << 20));
        }
        assertThat(documents.unknown()).containsExactly(URI);
        assertThat(buffers.all()).isEmpty();
    }

    @Test
    void theLargestNumberIsTheEnd() {
        open("one\ntwo");
        change(1, range(0, 0, 9_007_199_254_740_991L, 4_294_967_295L), "all");
        assertThat(document().text()).hasToString("all");
    }

    @Test
    void changesThatComeOutOfTheOrderOfTheirVersionsArePutInTheirPlaces() {
        open("");
        String typed = "abcdefgh";
        for (int version : List.of(1, 2, 5, 3, 6, 4, 8, 7)) {
            change(version, range(0, version - 1, 0, version - 1), typed.substring(version - 1, version));
        }
        assertThat(document()).isEqualTo(new Document(URI, "text", 8, Text.of(typed)));
    }

    @Test
    void aChangeThatComesTooLateMakesTheTextUnknownUntilItIsSentWhole() {
        open("");
        change(10, range(0, 0, 0, 0), "x");
        documents.didChange(new Lsp.DidChangeTextDocumentParams(new Lsp.VersionedTextDocumentIdentifier(URI, 11),
                List.of(new Lsp.TextDocumentContentChangeEvent(null, "whole"))));
        change(9, range(0, 0, 0, 0), "y");
        assertThat(documents.isUnknown(URI)).isTrue();
        assertThat(buffers.find(URI)).isEmpty();
        change(12, range(0, 0, 0, 0), "z");
        assertThat(documents.isUnknown(URI)).isTrue();
        documents.didChange(new Lsp.DidChangeTextDocumentParams(new Lsp.VersionedTextDocumentIdentifier(URI, 13),
                List.of(new Lsp.TextDocumentContentChangeEvent(null, "whole again"))));
        assertThat(documents.isUnknown(URI)).isFalse();
        assertThat(document().text()).hasToString("whole again");
    }

    @Test
    void aChangeThatBelongsBeforeOnesTooLargeToBeKeptMakesTheTextUnknown() {
        open("");
        change(1, range(0, 0, 0, 0), "x");
        change(3, range(0, 0, 0, 0), "y".repeat(5 << 20));
        change(2, range(0, 1, 0, 1), "late");
        assertThat(document().text().length()).isEqualTo((5 << 20) + 5);
        change(5, range(0, 0, 0, 0), "z".repeat(5 << 20));
        change(4, range(0, 1, 0, 1), "late");
        assertThat(document().text().length()).isEqualTo((10 << 20) + 9);
        change(6, range(0, 0, 0, 0), "!");
        change(2, range(0, 0, 0, 0), "too late");
        assertThat(documents.isUnknown(URI)).isTrue();
    }

    @Test
    void whatIsLeftOutIsFilledIn() {
        documents.didOpen(new Lsp.DidOpenTextDocumentParams(new Lsp.TextDocumentItem(URI, null, null, "a")));
        assertThat(document()).isEqualTo(new Document(URI, "", 0, Text.of("a")));
        documents.didChange(new Lsp.DidChangeTextDocumentParams(new Lsp.VersionedTextDocumentIdentifier(URI, null),
                List.of(new Lsp.TextDocumentContentChangeEvent(null, "b"))));
        assertThat(document()).isEqualTo(new Document(URI, "", 1, Text.of("b")));
    }

    @Test
    void closedDocumentsAreForgottenAndUnknownOnesPassedOver() {
        open("a");
        documents.didSave(new Lsp.DidSaveTextDocumentParams(new Lsp.TextDocumentIdentifier(URI)));
        documents.didClose(new Lsp.DidCloseTextDocumentParams(new Lsp.TextDocumentIdentifier(URI)));
        change(2, range(0, 0, 0, 0), "x");
        assertThat(documents.text(URI)).isEmpty();
        assertThat(documents.fromWire(URI, range(1, 2, 3, 4))).isEqualTo(new TextRange(1, 2, 3, 4));
    }

    private void open(String text) {
        documents.didOpen(new Lsp.DidOpenTextDocumentParams(new Lsp.TextDocumentItem(URI, "text", 0, text)));
    }

    private void change(int version, Lsp.Range range, String text) {
        documents.didChange(new Lsp.DidChangeTextDocumentParams(new Lsp.VersionedTextDocumentIdentifier(URI, version),
                List.of(new Lsp.TextDocumentContentChangeEvent(range, text))));
    }

    private Document document() {
        return buffers.find(URI).orElseThrow();
    }

    private static Lsp.Range range(long startLine, long startCharacter, long endLine, long endCharacter) {
        return new Lsp.Range(new Lsp.Position(startLine, startCharacter), new Lsp.Position(endLine, endCharacter));
    }
}
