package dev.podd.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bytes of a stream as text, as soon as they come; no character is ever cut, a byte that is no UTF-8 becomes U+FFFD. */
final class Utf8Chunks {
    private static final int BUFFER = 8192;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);

    /** Reads until the end, which the death of the writer may bring as an error. */
    static void copy(InputStream from, Consumer<String> to) {
        try (from) {
            new Utf8Chunks().drain(from, to);
        } catch (IOException e) {
            // the reader was closed by another thread, or the writer was killed: the same as the end
        }
    }

    private void drain(InputStream from, Consumer<String> to) throws IOException {
        int read = 0;
        while (read >= 0) {
            read = from.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            decoder.decode(bytes, chars, read < 0);
            bytes.compact();
            hand(to);
        }
        decoder.flush(chars);
        hand(to);
    }

    private void hand(Consumer<String> to) {
        if (chars.flip().hasRemaining()) {
            to.accept(chars.toString());
        }
        chars.clear();
    }
}
