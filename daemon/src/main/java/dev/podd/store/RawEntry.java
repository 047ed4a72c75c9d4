package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.StoredEntry;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;

/**
 * An entry as bytes. Its key is the segment (4 bytes) and the number in it (8 bytes), so that keys sort as entries
 * follow each other; its value is the hash (32 bytes) and the stored text in UTF-8.
 *
 * @param number from 1 within the segment
 */
record RawEntry(int segment, long number, ByteBuffer hash, ByteBuffer text) {
    private static final int KEY = Integer.BYTES + Long.BYTES;
    private static final int HASH = 32;

    static RawEntry of(StoredEntry entry) {
        return new RawEntry(Integer.parseInt(entry.segment()), numberOf(entry),
                ByteBuffer.wrap(HexFormat.of().parseHex(entry.hash())),
                entry.text());
    }

    /** @throws IllegalArgumentException when their lengths are none of an entry, as in a damaged log */
    static RawEntry of(ByteIterable key, ByteIterable value) {
        if (key.getLength() != KEY || value.getLength() < HASH || value.getLength() > Xodus.MAX_RECORD) {
            throw new IllegalArgumentException(
                    "an entry of " + value.getLength() + " bytes under a key of " + key.getLength());
        }
        ByteBuffer place = ByteBuffer.wrap(key.getBytesUnsafe());
        ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe(), 0, value.getLength());
        return new RawEntry(place.getInt(), place.getLong(), bytes.slice(0, HASH),
                bytes.slice(HASH, value.getLength() - HASH));
    }

    static ByteIterable key(int segment, long number) {
        return new ArrayByteIterable(ByteBuffer.allocate(KEY).putInt(segment).putLong(number).array());
    }

    static Head headOf(StoredEntry entry) {
        return new Head(entry.segment(), numberOf(entry), entry.hash());
    }

    private static long numberOf(StoredEntry entry) {
        return Long.parseLong(entry.entry(), entry.segment().length() + 1, entry.entry().length(), 10);
    }

    ByteIterable key() {
        return key(segment, number);
    }

    ByteIterable value() {
        return new ArrayByteIterable(ByteBuffer.allocate(HASH + text.remaining()).put(hash.duplicate())
                .put(text.duplicate()).array());
    }

    /** Its id, as others know it. */
    String entry() {
        return segment + "." + number;
    }

    Head head() {
        byte[] bytes = new byte[HASH];
        hash.get(0, bytes);
        return new Head(Integer.toString(segment), number, HexFormat.of().formatHex(bytes));
    }
}
