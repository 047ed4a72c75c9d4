package dev.podd.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An entry as it stands in the log.
 *
 * @param entry its id, unique within the session
 * @param kind  as in the stored bytes ("user_input")
 * @param at    when it was appended, milliseconds since 1970
 * @param hash  of the entry before and its own stored bytes, lowercase hex
 * @param text  what is stored, in UTF-8: kind, at and payload; nobody changes it
 */
public record StoredEntry(String entry, String segment, String kind, long at, String hash, ByteBuffer text,
        Entry payload) {
    /** The stored text. */
    public String json() {
        return StandardCharsets.UTF_8.decode(text.duplicate()).toString();
    }
}
