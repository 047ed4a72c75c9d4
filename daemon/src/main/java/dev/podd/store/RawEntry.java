package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.StoredEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;

/**
 * An entry as bytes. Its key is the segment (4 bytes) and the number in it (8 bytes), so that keys sort as entries
 * follow each other; its value is the hash (32 bytes) and the stored text.
 *
 * @param number from 1 within the segment
 * @param json   what is stored as UTF-8
 */
record RawEntry(int segment, long number, String hash, String json) {
    private static final int KEY = Integer.BYTES + Long.BYTES;
    private static final int HASH = 32;

    static RawEntry of(StoredEntry entry) {
        String id = entry.entry();
        long number = Long.parseLong(id, id.indexOf('.') + 1, id.length(), 10);
        return new RawEntry(Integer.parseInt(entry.segment()), number, entry.hash(), entry.json());
    }

    /** @throws IllegalArgumentException when they are too short to be an entry */
    static RawEntry of(ByteIterable key, ByteIterable value) {
        if (key.getLength() != KEY || value.getLength() < HASH) {
            throw new IllegalArgumentException(
                    "an entry of " + value.getLength() + " bytes under a key of " + key.getLength());
        }
        ByteBuffer place = ByteBuffer.wrap(key.getBytesUnsafe());
        byte[] bytes = value.getBytesUnsafe();
        return new RawEntry(place.getInt(), place.getLong(), HexFormat.of().formatHex(bytes, 0, HASH),
                new String(bytes, HASH, value.getLength() - HASH, StandardCharsets.UTF_8));
    }

    static ByteIterable key(int segment, long number) {
        return new ArrayByteIterable(ByteBuffer.allocate(KEY).putInt(segment).putLong(number).array());
    }

    ByteIterable key() {
        return key(segment, number);
    }

    ByteIterable value() {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return new ArrayByteIterable(
                ByteBuffer.allocate(HASH + text.length).put(HexFormat.of().parseHex(hash)).put(text).array());
    }

    /** Its id, as others know it. */
    String entry() {
        return segment + "." + number;
    }

    Head head() {
        return new Head(Integer.toString(segment), number, hash);
    }
}
