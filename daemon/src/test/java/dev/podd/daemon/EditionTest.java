package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditionTest {
    @ParameterizedTest
    @CsvSource({
        "0.2.0,        5, 7 0.1.9 9,      true",
        "0.10.0,       5, 7 0.9.0 5,      true",
        "0.1,          5, 7 0.1.0 5,      false",
        "0.1.0,        6, 7 0.1.0 5,      true",
        "0.1.0,        5, 7 0.1.0 5,      false",
        "0.1.0,        9, 7 0.2.0 5,      false",
        "0.1.0,        9, 7,              false",
        "0.1.0,        9, 7 x 5,          false",
        "(not packaged), 9, 7 0.1.0 5,    false"})
    void theNewerOneIsTold(String version, long builtAt, String told, boolean isNewer) {
        assertThat(new Edition(version, builtAt).isNewerThan(told)).isEqualTo(isNewer);
    }
}
