package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FrameCutterTest implements Cutter.Sink {
    private final List<String> messages = new ArrayList<>();
    private final ByteArrayOutputStream strays = new ByteArrayOutputStream();

    @RepeatedTest(50)
    void messagesAreTheSameHoweverTheirBytesCome(RepetitionInfo repetition) throws IOException {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<String> due = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String body = "x".repeat(random.nextInt(i % 5 == 0 ? 100_000 : 40));
            due.add(body);
            stream.append(switch (random.nextInt(3)) {
                case 0 -> "Content-Length: " + body.length() + "\r\n\r\n";
                case 1 -> "content-length:" + body.length() + "\n\n";
                default -> "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: " + body.length()
                        + "\r\n\r\n";
            }).append(body);
        }
        feed(stream.toString(), random);
        assertThat(messages).isEqualTo(due);
        assertThat(strays.size()).isZero();
    }

    @Test
    void fromWhatIsNoMessageOnAllIsHandedAsItIs() throws IOException {
        feed("Content-Length: 2\r\n\r\n{}Content-Length: many\r\n\r\n{}Content-Length: 2\r\n\r\n{}",
                new SplittableRandom(1));
        assertThat(messages).containsExactly("{}");
        assertThat(strays.toString(StandardCharsets.US_ASCII))
                .isEqualTo("Content-Length: many\r\n\r\n{}Content-Length: 2\r\n\r\n{}");
    }

    @Test
    void aHeaderWithoutEndIsNotKept() throws IOException {
        feed("y".repeat(100_000), new SplittableRandom(2));
        assertThat(strays.size()).isEqualTo(100_000);
    }

    private void feed(String stream, SplittableRandom random) throws IOException {
        byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
        FrameCutter frames = new FrameCutter(this);
        for (int at = 0; at < bytes.length;) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 5 : 70_000));
            byte[] part = new byte[70_000];
            System.arraycopy(bytes, at, part, 0, count);
            frames.take(part, count);
            at += count;
        }
    }

    @Override
    public void message(byte[] body) {
        messages.add(new String(body, StandardCharsets.US_ASCII));
    }

    @Override
    public void stray(byte[] bytes) {
        strays.writeBytes(bytes);
    }
}
