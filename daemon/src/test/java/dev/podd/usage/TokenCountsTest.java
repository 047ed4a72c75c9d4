package dev.podd.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCountsTest {
    @Test
    void theNewestValueOfEachFieldWins() {
        TokenCounts start = new TokenCounts(100L, 80L, null, 1L);
        TokenCounts end = new TokenCounts(null, 0L, null, 42L);
        assertThat(TokenCounts.NONE.updatedBy(start).updatedBy(end)).isEqualTo(new TokenCounts(100L, 0L, null, 42L));
    }

    @Test
    void whatWasNotReportedCountsAsNothing() {
        assertThat(Usage.of(new TokenCounts(100L, null, null, 42L))).isEqualTo(new Usage(100, 0, 0, 42));
        assertThat(Usage.ZERO.plus(new Usage(1, 2, 3, 4)).plus(new Usage(10, 20, 30, 40)))
                .isEqualTo(new Usage(11, 22, 33, 44));
    }

    @Test
    void numbersThatNoRequestCanHaveCountAsNotReported() {
        TokenCounts counts = new TokenCounts(-5L, 7_766_279_631_452_241_919L, 0L, 3L);
        assertThat(counts).isEqualTo(new TokenCounts(null, null, 0L, 3L));
        assertThat(Usage.of(counts)).isEqualTo(new Usage(0, 0, 0, 3));
    }
}
