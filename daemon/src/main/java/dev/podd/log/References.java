package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The blobs that an entry names by their hashes: checkpoints, which a quota may drop, and values that are part of it. */
public final class References {
    private References() {}

    /** Hashes of checkpoints: contents of files, before and after a change, and the texts of pending changes. */
    public static Stream<String> checkpoints(Entry entry) {
        if (entry instanceof Entry.FileChange change) {
            return Stream.of(change.before(), change.after()).flatMap(Stream::ofNullable);
        }
        if (entry instanceof Entry.PendingChanges pending) {
            return Stream.of(pending.base(), pending.text());
        }
        return entry instanceof Entry.SegmentStart start ? start.pending().stream().flatMap(References::checkpoints)
                : Stream.of();
    }

    /**
     * Adds the hashes of values that were too large for an entry; the entry cannot be read without them.
     *
     * @param json  the stored text of the entry
     * @param blobs such values by their hashes; one may name others
     */
    public static void addLargeValues(String json, Function<String, byte[]> blobs, Set<String> hashes) {
        if (json.contains(LargeValues.MARK)) {
            addLargeValues(Json.read(json), blobs, hashes);
        }
    }

    private static void addLargeValues(JsonNode tree, Function<String, byte[]> blobs, Set<String> hashes) {
        for (String hash : LargeValues.references(tree)) {
            if (hashes.add(hash)) {
                addLargeValues(Json.read(blobs.apply(hash)), blobs, hashes);
            }
        }
    }
}
