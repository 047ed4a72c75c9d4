package dev.podd.log;

/**
 * An entry as it stands in the log.
 *
 * @param entry its id, unique within the session
 * @param kind  as in the stored bytes ("user_input")
 * @param at    when it was appended, milliseconds since 1970
 * @param hash  of the entry before and its own stored bytes, lowercase hex
 * @param json  the stored text: kind, at and payload
 */
public record StoredEntry(String entry, String segment, String kind, long at, String hash, String json,
        Entry payload) {}
