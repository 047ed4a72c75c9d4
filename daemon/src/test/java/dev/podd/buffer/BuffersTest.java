package dev.podd.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private static final String URI = "file:///work/a%20b.txt";

    private Instant now = Instant.EPOCH;
    private final Buffers buffers = new Buffers(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aDocumentIsKeptToTheLastCharOverItsWholeLife() {
        String odd = "\uFEFFone\r\ntwo\rthree\n\uD83D";
        buffers.open(new Document(URI, "text", 0, Text.of(odd)));
        assertThat(text()).isEqualTo(odd);

        Range two = new Range(new Position(1, 0), new Position(1, 3));
        assertThat(buffers.update(document().changed(1, List.of(new Change(two, "2"), new Change(two, "zwei")),
                PositionEncoding.UTF_16))).isTrue();
        assertThat(text()).isEqualTo("\uFEFFone\r\nzwei\rthree\n\uD83D");

        assertThat(buffers.close(URI)).isTrue();
        assertThat(buffers.find(URI)).isEmpty();
    }

    @Test
    void openingAgainReplacesTheText() {
        buffers.open(new Document(URI, "text", 3, Text.of("old")));
        buffers.open(new Document(URI, "", 0, Text.of("new")));
        assertThat(buffers.all()).extracting(Buffer::document)
                .containsExactly(new Document(URI, "", 0, Text.of("new")));
    }

    @Test
    void whatIsNotOpenIsNeitherChangedNorClosed() {
        assertThat(buffers.update(new Document(URI, "", 1, Text.of("x")))).isFalse();
        assertThat(buffers.close(URI)).isFalse();
        buffers.saved(URI);
        assertThat(buffers.all()).isEmpty();
    }

    @Test
    void aSnapshotStaysWhatItWasWhileThePersonTypesOn() {
        buffers.open(new Document(URI, "text", 1, Text.of("a")));
        Document before = document();
        buffers.update(before.changed(2, List.of(new Change(null, "b")), PositionEncoding.UTF_8));
        assertThat(before).isEqualTo(new Document(URI, "text", 1, Text.of("a")));
        assertThat(text()).isEqualTo("b");
    }

    @Test
    void aChangeIsUnsavedUntilItIsSaved() {
        buffers.open(new Document(URI, "text", 1, Text.of("a")));
        assertThat(buffers.all().getFirst().isChanged()).isFalse();
        buffers.update(new Document(URI, "text", 2, Text.of("b")));
        assertThat(buffers.all().getFirst().isChanged()).isTrue();
        now = now.plusSeconds(1);
        buffers.saved(URI);
        assertThat(buffers.all().getFirst().isChanged()).isFalse();
        assertThat(buffers.all().getFirst().settledAt()).isEqualTo(now);
    }

    @Test
    void whatChangedLastComesFirst() {
        buffers.open(new Document("file:///b", "", 1, Text.of("b")));
        buffers.open(new Document("file:///a", "", 1, Text.of("a")));
        buffers.update(new Document("file:///b", "", 2, Text.of("c")));
        assertThat(buffers.all()).extracting(each -> each.document().uri()).containsExactly("file:///b", "file:///a");
    }

    @Test
    void whoWaitsForAnotherTextGetsIt() throws InterruptedException {
        Document first = new Document(URI, "", 1, Text.of("a"));
        buffers.open(first);
        assertThat(buffers.awaitOther(first, Duration.ofMillis(1))).containsSame(first);
        Document second = new Document(URI, "", 2, Text.of("b"));
        Thread editor = Thread.startVirtualThread(() -> buffers.update(second));
        assertThat(buffers.awaitOther(first, Duration.ofSeconds(30))).containsSame(second);
        editor.join();
        buffers.close(URI);
        assertThat(buffers.awaitOther(second, Duration.ofSeconds(30))).isEmpty();
    }

    private Document document() {
        return buffers.find(URI).orElseThrow();
    }

    private String text() {
        return document().text().toString();
    }
}
