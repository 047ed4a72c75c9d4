package dev.podd.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestJsonTest {
    @Test
    void halfACharacterBecomesAQuestionMark() {
        assertThat(written("a \uD83D b \uDE00 c")).isEqualTo("{\"text\":\"a ? b ? c\"}");
    }

    @Test
    void aWholeOneStaysAsItIs() {
        assertThat(written("a \uD83D\uDE00 \\uD83D")).isEqualTo("{\"text\":\"a \uD83D\uDE00 \\\\uD83D\"}");
    }

    /** Requests of one conversation must begin alike, whichever way each was written. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bothWaysGiveTheSameBytes(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9000; i++) {
            int kind = random.nextInt(100);
            text.appendCodePoint(kind < 90 ? random.nextInt(0x80)
                    : kind < 95 ? 0x80 + random.nextInt(0x2000) : 0x1F600 + random.nextInt(0x40));
        }
        ObjectNode body = Json.object().put("text", text.toString());
        assertThat(RequestJson.bytes(body)).isEqualTo(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private static String written(String text) {
        return new String(RequestJson.bytes(Json.object().put("text", text)), StandardCharsets.UTF_8);
    }
}
