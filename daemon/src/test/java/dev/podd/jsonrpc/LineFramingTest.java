package dev.podd.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFramingTest {
    @Test
    void eachLineIsAMessageAndBlankOnesAreNone() throws IOException {
        assertThat(read(bytes("{\"a\":1}\n\n \t\r\n{\"b\":2}\r\n"))).containsExactly("{\"a\":1}", "{\"b\":2}\r");
        assertThat(read(bytes(""))).isEmpty();
    }

    @Test
    void whatStandsBehindTheLastLineEndIsAMessage() throws IOException {
        assertThat(read(bytes("{}\n{\"last\":1}"))).containsExactly("{}", "{\"last\":1}");
    }

    @Test
    void messagesAreTheSameHoweverTheirBytesCome() throws IOException {
        String text = "{\"é\":\"" + "x".repeat(200_000) + "\"}\n{}\n";
        InputStream oneByOne = new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 7));
            }
        };
        assertThat(read(oneByOne)).containsExactly(text.split("\n"));
    }

    @Test
    void aLineOverTheLimitIsSaidAndNotKept() throws IOException {
        InputStream in = new SequenceInputStream(new Many(Framing.MAX_BYTES + 1L), bytes("\n{}\n"));
        assertThat(read(in)).containsExactly("! message of 67108865 bytes; the limit is 67108864", "{}");
    }

    @Test
    void aMessageIsWrittenAsOneLine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineFraming framing = new LineFraming(InputStream.nullInputStream(), out);
        framing.write("{\n\"a\":\r\n\"\\n\"}".getBytes(UTF_8));
        framing.flush();
        assertThat(out.toString(UTF_8)).isEqualTo("{ \"a\":  \"\\n\"}\n");
    }

    private static List<String> read(InputStream in) throws IOException {
        LineFraming framing = new LineFraming(in, OutputStream.nullOutputStream());
        List<String> frames = new ArrayList<>();
        while (true) {
            switch (framing.read()) {
                case Frame.Body body -> frames.add(new String(body.bytes(), UTF_8));
                case Frame.Broken broken -> frames.add("! " + broken.reason());
                case Frame.End end -> {
                    return frames;
                }
            }
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Many bytes that nobody holds. */
    private static final class Many extends InputStream {
        private long left;

        Many(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
