package dev.podd.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private static final String URI = "file:///work/a%20b.txt";

    private final Buffers buffers = new Buffers();

    @Test
    void aDocumentIsKeptToTheLastCharOverItsWholeLife() {
        String odd = "\uFEFFone\r\ntwo\rthree\n\uD83D";
        buffers.open(new Document(URI, "text", 0, Text.of(odd)));
        assertThat(text()).isEqualTo(odd);

        Range two = new Range(new Position(1, 0), new Position(1, 3));
        assertThat(buffers.change(URI, 1, List.of(new Change(two, "2"), new Change(two, "zwei")),
                PositionEncoding.UTF_16)).isTrue();
        assertThat(text()).isEqualTo("\uFEFFone\r\nzwei\rthree\n\uD83D");

        assertThat(buffers.close(URI)).isTrue();
        assertThat(buffers.find(URI)).isEmpty();
    }

    @Test
    void openingAgainReplacesTheText() {
        buffers.open(new Document(URI, "text", 3, Text.of("old")));
        buffers.open(new Document(URI, "", 0, Text.of("new")));
        assertThat(buffers.all()).containsExactly(new Document(URI, "", 0, Text.of("new")));
    }

    @Test
    void whatIsNotOpenIsNeitherChangedNorClosed() {
        assertThat(buffers.change(URI, 1, List.of(new Change(null, "x")), PositionEncoding.UTF_8)).isFalse();
        assertThat(buffers.close(URI)).isFalse();
        assertThat(buffers.all()).isEmpty();
    }

    @Test
    void aSnapshotStaysWhatItWasWhileThePersonTypesOn() {
        buffers.open(new Document(URI, "text", 1, Text.of("a")));
        Document before = buffers.find(URI).orElseThrow();
        buffers.change(URI, 2, List.of(new Change(null, "b")), PositionEncoding.UTF_8);
        assertThat(before).isEqualTo(new Document(URI, "text", 1, Text.of("a")));
        assertThat(text()).isEqualTo("b");
    }

    private String text() {
        return buffers.find(URI).orElseThrow().text().toString();
    }
}
