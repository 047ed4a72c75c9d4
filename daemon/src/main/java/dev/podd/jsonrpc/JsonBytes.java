package dev.podd.jsonrpc;

import java.io.ByteArrayOutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Collects JSON text as UTF-8. A surrogate without its partner becomes an escape, which JSON text can carry and UTF-8
 * cannot. Longer than {@link Framing#MAX_BYTES} it throws {@link EncodedMessage.TooLongException}.
 */
final class JsonBytes extends Writer {
    private static final int CHUNK = 8192;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    /** The first half of a pair whose second half comes with the next write; 0 when there is none. */
    private char high;

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) {
        int start = from;
        int end = from + length;
        while (start < end) {
            int next = Math.min(end, start + CHUNK);
            add(high == 0 ? text.substring(start, next) : high + text.substring(start, next));
            start = next;
        }
    }

    byte[] toBytes() {
        if (high != 0) {
            String last = String.valueOf(high);
            high = 0;
            encode(escaped(last));
        }
        return bytes.toByteArray();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private void add(String chunk) {
        int length = chunk.length();
        boolean isSplit = length > 0 && Character.isHighSurrogate(chunk.charAt(length - 1));
        high = isSplit ? chunk.charAt(length - 1) : 0;
        encode(escaped(isSplit ? chunk.substring(0, length - 1) : chunk));
    }

    private void encode(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.size() + more.length > Framing.MAX_BYTES) {
            throw new EncodedMessage.TooLongException();
        }
        bytes.write(more, 0, more.length);
    }

    private static String escaped(String text) {
        StringBuilder escaped = null;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1))) {
                at++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder() : escaped;
            escaped.append(text, from, at).append(String.format("\\u%04x", (int) c));
            from = at + 1;
        }
        return escaped == null ? text : escaped.append(text, from, text.length()).toString();
    }
}
