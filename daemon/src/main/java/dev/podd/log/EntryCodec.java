package dev.podd.log;

import dev.podd.json.Json;
import dev.podd.json.JsonException;
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

    private final LargeValues large;

    /** @param blobs where large values go, and come back from */
    public EntryCodec(Blobs blobs) {
        this.large = new LargeValues(blobs);
    }

    /** An entry as it was stored, without its place in the chain. */
    public record Decoded(String kind, long at, Entry payload) {}

    /** The stored text, UTF-8 safe whatever the strings in the payload hold. */
    public String encode(Entry payload, long at) {
        String text = large.putAway(Surrogates.escaped(Json.write(payload)));
        return KIND + Kinds.of(payload) + AT + at + PAYLOAD + text + "}";
    }

    /** @throws SessionCorruptException when the text is not what {@link #encode} writes; it names the entry */
    public Decoded decode(String session, String entry, String json) {
        int at = json.indexOf(AT, KIND.length());
        int payload = json.indexOf(PAYLOAD, at);
        if (!json.startsWith(KIND) || at < 0 || payload < 0 || !json.endsWith("}")) {
            throw new SessionCorruptException(session, entry, "it does not begin as an entry does");
        }
        try {
            String kind = json.substring(KIND.length(), at);
            long time = Long.parseLong(json, at + AT.length(), payload, 10);
            String text = json.substring(payload + PAYLOAD.length(), json.length() - 1);
            @Nullable Entry read = read(text, Kinds.type(kind));
            if (read == null) {
                throw new IllegalArgumentException("its payload is null");
            }
            return new Decoded(kind, time, read);
        } catch (JsonException | IllegalArgumentException e) {
            throw new SessionCorruptException(session, entry, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Entry read(String text, Class<? extends Entry> type) {
        return LargeValues.areIn(text) ? Json.bind(large.takenBack(Json.read(text)), type) : Json.read(text, type);
    }
}
