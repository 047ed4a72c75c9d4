package dev.podd.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PriceTest {
    @Test
    void eachKindOfTokenHasItsPrice() {
        Price price = new Price(3, 15, 0.30, 3.75);
        Usage usage = new Usage(1_000_000, 600_000, 100_000, 200_000);
        assertThat(usage.at(price).cost()).isEqualTo(0.3 * 3 + 0.6 * 0.30 + 0.1 * 3.75 + 0.2 * 15);
    }

    @Test
    void aPriceOfNoCacheTakesItsTokensAsInput() {
        assertThat(new Usage(1_000_000, 400_000, 0, 0).at(new Price(2, 8, null, null)).cost()).isEqualTo(2.0);
    }

    @Test
    void withoutAPriceThereIsNoCost() {
        assertThat(new Usage(10, 0, 0, 10).at(null).cost()).isNull();
        assertThat(Usage.ZERO.plus(new Usage(10, 0, 0, 10)).cost()).isNull();
    }

    @Test
    void costsAddUpAsFarAsTheyAreKnownAndWithoutNoise() {
        Usage tenth = new Usage(100_000, 0, 0, 0).at(new Price(1, 1, null, null));
        Usage fifth = new Usage(200_000, 0, 0, 0).at(new Price(1, 1, null, null));
        assertThat(tenth.plus(fifth).plus(new Usage(7, 0, 0, 0)).cost()).isEqualTo(0.3);
    }
}
