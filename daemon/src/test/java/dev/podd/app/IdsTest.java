package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private final Ids ids = new Ids(Clock.fixed(now, ZoneOffset.UTC), new SplittableRandom(7));

    @Test
    void aSessionsIdIsAUuidOfVersionSevenThatHoldsItsTime() {
        UUID id = UUID.fromString(ids.session());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void idsAreOfLettersAndDigitsAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = ids.item("i");
            assertThat(id).matches("i[0-9a-z]+");
            assertThat(seen.add(id)).isTrue();
        }
    }
}
