package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderFramingTest {
    private static final String NEXT = "Content-Length: 4\r\n\r\nnext";

    @Test
    void framesFollowEachOther() throws IOException {
        check("Content-Length: 3\r\n\r\none" + NEXT, "one", "next");
        check("Content-Length: 0\r\n\r\n" + NEXT, "", "next");
        check("content-length:4\r\nX-Other: y\r\n\r\nbody" + NEXT, "body", "next");
        check("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 1\r\n\r\na" + NEXT, "a",
                "next");
        check("Content-Type: a/b; charset=\"UTF8\"\nContent-Length: 1\n\na" + NEXT, "a", "next");
        check("\r\n\n" + NEXT, "next");
    }

    @Test
    void aByteOrderMarkBeforeTheHeaderIsPassedOver() throws IOException {
        check("\uFEFF" + NEXT, "next");
    }

    @Test
    void whatIsNoHeaderIsReportedOnceAndTheNextMessageIsRead() throws IOException {
        check("{\"id\":1}\r\n{\"id\":2}\r\n\r\n" + NEXT,
                "! header expected, such as \"Content-Length: 20\"; found \"{\"id\":1}\"", "next");
        check("{\"id\":1}" + NEXT,
                "! header expected, such as \"Content-Length: 20\"; found \"{\"id\":1}Content-Length: 4\"", "next");
        check("x".repeat(100_000) + NEXT,
                "! header expected, such as \"Content-Length: 20\"; found \"" + "x".repeat(40) + "…\"", "next");
    }

    @Test
    void aHeaderWithoutUsableLengthIsReportedOnceAndTheNextMessageIsRead() throws IOException {
        check("X-Other: y\r\n\r\n{\"id\":1}\r\n" + NEXT, "! header without Content-Length", "next");
        for (String length : List.of("NaN", "-5", "", "0x10", "1e3", "99999999999999999999")) {
            check("Content-Length: " + length + "\r\n\r\n{\"id\":1}" + NEXT,
                    "! Content-Length \"" + length + "\"; a number of bytes is due", "next");
        }
    }

    @Test
    void eachFaultIsReportedAfterAMessageThatWasFine() throws IOException {
        check("junk\n" + NEXT + "junk\n" + NEXT,
                "! header expected, such as \"Content-Length: 20\"; found \"junk\"", "next",
                "! header expected, such as \"Content-Length: 20\"; found \"junk\"", "next");
    }

    @Test
    void aBodyInAnotherCharsetIsReportedAndPassedOver() throws IOException {
        check("Content-Type: a/b; charset=utf-16\r\nContent-Length: 4\r\n\r\nabcd" + NEXT,
                "! charset utf-16; only utf-8 is read", "next");
    }

    @Test
    void aMessageOverTheLimitIsPassedOverWithoutBeingKept() throws IOException {
        long size = 3_000_000_000L;
        InputStream in = new SequenceInputStream(bytes("Content-Length: " + size + "\r\n\r\n"),
                new SequenceInputStream(new Zeros(size), bytes(NEXT)));
        assertThat(read(in)).containsExactly("! message of 3000000000 bytes; the limit is 67108864", "next");
    }

    @Test
    void theEndMayComeAnywhere() throws IOException {
        String whole = "Content-Length: 10\r\n\r\n0123456789";
        for (int cut = 0; cut < whole.length(); cut++) {
            check(whole.substring(0, cut));
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderFraming framing = new HeaderFraming(InputStream.nullInputStream(), out);
        framing.write("é€😀".getBytes(StandardCharsets.UTF_8));
        framing.write(new byte[0]);
        framing.flush();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Content-Length: 9\r\n\r\né€😀Content-Length: 0\r\n\r\n");
        check(out.toString(StandardCharsets.UTF_8), "é€😀", "");
    }

    private static void check(String stream, String... frames) throws IOException {
        assertThat(read(bytes(stream))).containsExactly(frames);
    }

    private static List<String> read(InputStream in) throws IOException {
        HeaderFraming framing = new HeaderFraming(in, OutputStream.nullOutputStream());
        List<String> frames = new ArrayList<>();
        while (true) {
            switch (framing.read()) {
                case Frame.Body body -> frames.add(new String(body.bytes(), StandardCharsets.UTF_8));
                case Frame.Broken broken -> frames.add("! " + broken.reason());
                case Frame.End end -> {
                    return frames;
                }
            }
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Many bytes that nobody holds. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            left -= given;
            return given;
        }
    }
}
