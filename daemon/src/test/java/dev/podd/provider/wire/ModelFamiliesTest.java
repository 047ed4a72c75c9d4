package dev.podd.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.provider.wire.ModelFamily.Reasoning;
import org.junit.jupiter.api.Test;

class ModelFamiliesTest {
    private final ModelFamilies families = ModelFamilies.shipped();

    @Test
    void theLongestPrefixDecides() {
        assertThat(families.of("claude-opus-4-20250514"))
                .isEqualTo(new ModelFamily(200_000L, 32_000, Reasoning.BUDGET, true));
        assertThat(families.of("claude-opus-4-5-20251101").maxOutput()).isEqualTo(64_000);
        assertThat(families.of("claude-opus-5-5").reasoning()).isEqualTo(Reasoning.BOUND);
        assertThat(families.of("gpt-5.4-mini-2026-03-17").contextWindow()).isEqualTo(400_000L);
        assertThat(families.of("gpt-5.4").contextWindow()).isEqualTo(1_050_000L);
    }

    @Test
    void aVendorInFrontDoesNotCount() {
        assertThat(families.of("anthropic/claude-opus-4-6")).isEqualTo(families.of("claude-opus-4-6"));
    }

    @Test
    void whatNobodyToldUsIsUnknown() {
        assertThat(families.of("qwen3-coder:30b")).isEqualTo(ModelFamily.UNKNOWN);
        assertThat(families.of("")).isEqualTo(ModelFamily.UNKNOWN);
        assertThat(families.of("claude-next").contextWindow()).isNull();
    }
}
