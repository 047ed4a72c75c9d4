package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "a \"quote\" \\ and\ttab\r\n", "ü€\u0001\u001f", "\uD83D\uDE00", "\uD83D lone"})
    void aStringIsTheSameBothWaysAndForAnotherReader(String text) {
        String json = Wire.text(text);
        assertThat(Wire.string(json)).isEqualTo(text);
        assertThat(Json.read(json).textValue()).isEqualTo(text);
        assertThat(Wire.string(Json.write(text))).isEqualTo(text);
    }
}
