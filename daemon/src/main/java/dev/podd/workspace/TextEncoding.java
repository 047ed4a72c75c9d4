package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a text lies on the disk.
 *
 * @param mark bytes of the byte-order mark before the text
 */
record TextEncoding(Charset charset, int mark) {
    static final TextEncoding UTF_8_PLAIN = new TextEncoding(UTF_8, 0);

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};

    /** What the byte-order mark says that these bytes begin with; null when there is none. */
    static @Nullable TextEncoding marked(byte[] bytes) {
        if (startsWith(bytes, UTF_8_MARK)) {
            return new TextEncoding(UTF_8, UTF_8_MARK.length);
        }
        if (startsWith(bytes, UTF_16BE_MARK)) {
            return new TextEncoding(UTF_16BE, UTF_16BE_MARK.length);
        }
        return startsWith(bytes, UTF_16LE_MARK) ? new TextEncoding(UTF_16LE, UTF_16LE_MARK.length) : null;
    }

    /** Empty for bytes that are not of this encoding. */
    Optional<String> decode(byte[] bytes) {
        try {
            ByteBuffer unmarked = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
            return Optional.of(charset.newDecoder().decode(unmarked).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** @throws WorkspaceException the encoding lacks a character of the text */
    byte[] encode(String text) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[mark + encoded.remaining()];
            mark(bytes);
            encoded.get(bytes, mark, encoded.remaining());
            return bytes;
        } catch (CharacterCodingException e) {
            throw new WorkspaceException("the new text holds a character that " + charset
                    + ", the encoding of the file, does not have");
        }
    }

    private void mark(byte[] bytes) {
        byte[] bom = charset.equals(UTF_8) ? UTF_8_MARK : charset.equals(UTF_16BE) ? UTF_16BE_MARK : UTF_16LE_MARK;
        System.arraycopy(bom, 0, bytes, 0, mark);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
