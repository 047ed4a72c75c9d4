package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages with bytes changed at random: none stops the connection, none is answered twice. */
class MutatedMessagesTest {
    private static final List<String> MESSAGES = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\\ud83d\\n\"}}",
            "{\"id\":\"x\",\"params\":{\"any\":{\"a\":[1,2.5,null,true,{}]}},\"method\":\"deep\"}",
            "{\"method\":\"note\",\"params\":{\"text\":\"é😀\"}}", "{\"id\":\"1\",\"result\":{\"text\":\"?\"}}",
            "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}",
            "{\"id\":3,\"error\":{\"code\":1,\"message\":\"m\"}}");

    @Test
    void theConnectionOutlivesThemAll() throws InterruptedException {
        try (RawPeer peer = new RawPeer()) {
            Connection connection = new Connection(new HeaderFraming(peer.in(), peer.out()));
            Thread running = Thread.ofVirtual().start(() -> run(connection));
            Random random = new Random(7);
            for (int round = 0; round < 200; round++) {
                for (int i = 0; i < 20; i++) {
                    byte[] body = mutated(MESSAGES.get(random.nextInt(MESSAGES.size())), random);
                    peer.sendRaw("Content-Length: " + body.length + "\r\n\r\n");
                    peer.sendRaw(body);
                }
                peer.send("{\"id\":\"probe\",\"method\":\"nothing\"}");
                assertThat(answersUntilProbe(peer)).as("round %d", round).isLessThanOrEqualTo(40);
            }
            connection.close();
            running.join();
        }
    }

    /** Answers to the round before may still come in this one. */
    private static int answersUntilProbe(RawPeer peer) {
        int answers = 0;
        while (!peer.receiveNext().contains("\"probe\"")) {
            answers++;
        }
        return answers;
    }

    private static byte[] mutated(String message, Random random) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                    : "{}[]\",:0\\".charAt(random.nextInt(9)));
        }
        return bytes;
    }

    private static void run(Connection connection) {
        try {
            connection.run(new TestDoor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
