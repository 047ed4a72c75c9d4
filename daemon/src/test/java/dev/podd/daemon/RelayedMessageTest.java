package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RelayedMessageTest {
    private static final List<String> NAMES = List.of("id", "method", "params", "result", "pod", "ü", "a\\\"b", "");

    @Test
    void outerMembersAndThoseBelowAreFoundWhateverTheirOrder() {
        RelayedMessage message = RelayedMessage.of(bytes("""
                {"params": {"pod" : "p1", "event":{"type":"x","id":3}, "seq":12 },
                 "jsonrpc":"2.0",  "id":"a-7", "method":"pod/run"}"""));
        assertThat(message.method()).isEqualTo("pod/run");
        assertThat(message.id()).isEqualTo("\"a-7\"");
        assertThat(message.text("params.pod")).isEqualTo("p1");
        assertThat(message.raw("params.seq")).isEqualTo("12");
        assertThat(message.raw("params.event")).isEqualTo("{\"type\":\"x\",\"id\":3}");
        assertThat(message.raw("params.session")).isNull();
    }

    @Test
    void escapedSlashIsRead() {
        RelayedMessage message = RelayedMessage
                .of(bytes("{\"id\":3,\"method\":\"pod\\/run\",\"params\":{\"pod\":\"a\\\\/b\"}}"));
        assertThat(message.method()).isEqualTo("pod/run");
        assertThat(message.text("params.pod")).isNull();
    }

    /** Another reader finds the same in it. */
    @RepeatedTest(200)
    void whatIsFoundIsWhatStandsThere(RepetitionInfo repetition) {
        RandomGenerator random = new java.util.SplittableRandom(repetition.getCurrentRepetition());
        String json = object(random, 3);
        JsonNode tree = Json.read(json);
        RelayedMessage message = RelayedMessage.of(bytes(json));
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            if (member.getKey().matches("[a-zü]+")) {
                String raw = message.raw(member.getKey());
                assertThat(raw).as(json).isNotNull();
                assertThat(Json.read(raw)).as(json).isEqualTo(member.getValue());
            }
        }
    }

    /** Nothing that comes over the wire makes the relay fail. */
    @RepeatedTest(200)
    void whatIsCutOrChangedIsNoFault(RepetitionInfo repetition) {
        RandomGenerator random = new java.util.SplittableRandom(repetition.getCurrentRepetition());
        byte[] json = bytes(object(random, 3));
        byte[] cut = Arrays.copyOf(json, random.nextInt(json.length + 1));
        for (int i = 0; i < cut.length / 8; i++) {
            cut[random.nextInt(cut.length)] = (byte) random.nextInt(256);
        }
        assertThatCode(() -> RelayedMessage.of(cut)).doesNotThrowAnyException();
    }

    private static String object(RandomGenerator random, int depth) {
        return IntStream.range(0, random.nextInt(NAMES.size())).mapToObj(NAMES::get)
                .map(name -> space(random) + "\"" + name + "\"" + space(random) + ":" + space(random)
                        + value(random, depth) + space(random))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "\"te{xt\\\\\"";
            case 1 -> "\"\\\"}ü\"";
            case 2 -> "-12.5e3";
            case 3 -> "null";
            case 4 -> "true";
            case 5 -> object(random, depth - 1);
            default -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
        };
    }

    private static String space(RandomGenerator random) {
        return " \n\t".substring(0, random.nextInt(4));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
