package dev.podd.log;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Entries as the JSON text that is stored: {@code {"kind":"user_input","at":1763800000000,"payload":{…}}}.
 *
 * <p>A payload of more than 1 MiB leaves its long strings in blobs, itself too if that is not enough, and holds
 * <code>{"$blob":"<i>hash</i>"}</code> in their place; so a stored text always fits. No payload has a field of that
 * name, so the two cannot be confused.
 */
public final class EntryCodec {
    private static final String KIND = "{\"kind\":\"";
    private static final String AT = "\",\"at\":";
    private static final String PAYLOAD = ",\"payload\":";
    /** No kind and no time make what stands before the payload longer. */
    private static final int LONGEST_HEAD = 96;

    private final LargeValues large;

    /** @param blobs where large values go, and come back from */
    public EntryCodec(Blobs blobs) {
        this.large = new LargeValues(blobs);
    }

    /** An entry as it was stored, without its place in the chain. */
    public record Decoded(String kind, long at, Entry payload) {}

    /** The stored text in UTF-8, whatever the strings in the payload hold. */
    public byte[] encode(Entry payload, long at) {
        byte[] head = (KIND + Kinds.of(payload) + AT + at + PAYLOAD).getBytes(StandardCharsets.US_ASCII);
        byte[] text = large.text(payload);
        return ByteBuffer.allocate(head.length + text.length + 1).put(head).put(text).put((byte) '}').array();
    }

    /**
     * @param stored the stored text in UTF-8
     * @throws SessionCorruptException when it is not what {@link #encode} writes; it names the entry
     */
    public Decoded decode(String session, String entry, ByteBuffer stored) {
        String head = ascii(stored, Math.min(stored.remaining(), LONGEST_HEAD));
        int at = head.indexOf(AT, KIND.length());
        int payload = head.indexOf(PAYLOAD, at);
        if (!head.startsWith(KIND) || at < 0 || payload < 0 || stored.get(stored.limit() - 1) != '}') {
            throw new SessionCorruptException(session, entry, "it does not begin and end as an entry does");
        }
        try {
            String kind = head.substring(KIND.length(), at);
            long time = Long.parseLong(head, at + AT.length(), payload, 10);
            int from = payload + PAYLOAD.length();
            Entry read = read(stored.slice(stored.position() + from, stored.remaining() - from - 1), Kinds.type(kind));
            return new Decoded(kind, time, read);
        } catch (JsonException | IllegalArgumentException e) {
            throw new SessionCorruptException(session, entry, String.valueOf(e.getMessage()), e);
        }
    }

    private static String ascii(ByteBuffer bytes, int length) {
        return new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.ISO_8859_1);
    }

    private Entry read(ByteBuffer payload, Class<? extends Entry> type) {
        @Nullable Entry read = ascii(payload, Math.min(payload.remaining(), 16)).startsWith(LargeValues.MARK)
                ? whole(payload, type)
                : orWhole(payload, type);
        if (read == null) {
            throw new IllegalArgumentException("its payload is null");
        }
        return read;
    }

    /** A reference does not fit where a string is expected. This is faster than a search for one in every payload. */
    private @Nullable Entry orWhole(ByteBuffer payload, Class<? extends Entry> type) {
        try {
            return Json.read(payload, type);
        } catch (JsonException unfit) {
            return whole(payload, type);
        }
    }

    private @Nullable Entry whole(ByteBuffer payload, Class<? extends Entry> type) {
        return Json.bind(large.restored(Json.read(StandardCharsets.UTF_8.decode(payload.duplicate()).toString())),
                type);
    }
}
