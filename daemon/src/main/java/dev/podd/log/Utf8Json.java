package dev.podd.log;

import dev.podd.json.Json;
import java.io.Writer;

/**
 * Writes a value as JSON in UTF-8 into an array of exactly the length that it takes, so that a large value is in memory
 * once more and not several times. Unpaired surrogates, which UTF-8 cannot hold, become escapes.
 */
final class Utf8Json extends Writer {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final byte[] bytes;
    private int length;
    /** A high surrogate whose other half has not come yet; 0 for none. */
    private char high;

    private Utf8Json(int capacity) {
        this.bytes = new byte[capacity];
    }

    static byte[] of(Object value) {
        Utf8Json written = new Utf8Json(lengthOf(value));
        Json.write(value, written);
        written.flushHigh();
        return written.bytes;
    }

    /** In bytes. */
    static int lengthOf(Object value) {
        Utf8Json counted = new Utf8Json(0);
        Json.write(value, counted);
        counted.flushHigh();
        return counted.length;
    }

    @Override
    public void write(char[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            character(text[i]);
        }
    }

    private void character(char c) {
        if (high != 0 && Character.isLowSurrogate(c)) {
            int point = Character.toCodePoint(high, c);
            high = 0;
            put(0xF0 | point >> 18);
            put(0x80 | point >> 12 & 0x3F);
            put(0x80 | point >> 6 & 0x3F);
            put(0x80 | point & 0x3F);
            return;
        }
        flushHigh();
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | c & 0x3F);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            escape(c);
        } else {
            put(0xE0 | c >> 12);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
        }
    }

    private void flushHigh() {
        if (high != 0) {
            escape(high);
            high = 0;
        }
    }

    private void escape(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[c >> shift & 0xF]);
        }
    }

    /** What does not fit is only counted. */
    private void put(int b) {
        if (length < bytes.length) {
            bytes[length] = (byte) b;
        }
        length = Math.addExact(length, 1);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
