package dev.podd.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.usage.Price;
import org.junit.jupiter.api.Test;

final class ListPricesTest {
    private final ListPrices prices = ListPrices.shipped();

    @Test
    void aModelIsKnownByItsNameAndByItsSnapshots() {
        Price haiku = new Price(1, 5, 0.10, 1.25);
        assertThat(prices.of("anthropic", "claude-haiku-4-5")).isEqualTo(haiku);
        assertThat(prices.of("anthropic", "claude-haiku-4-5-20251001")).isEqualTo(haiku);
        assertThat(prices.of("openai", "gpt-5-2025-08-07")).isEqualTo(new Price(1.25, 10, 0.125, 1.25));
    }

    @Test
    void noPriceIsGuessed() {
        assertThat(prices.of("openai", "gpt-5-pro")).isNull();
        assertThat(prices.of("openai", "gpt-5.5")).isNull();
        assertThat(prices.of("openai-compatible", "claude-haiku-4-5")).isNull();
        assertThat(prices.of("anthropic", "claude-opus-9")).isNull();
    }
}
