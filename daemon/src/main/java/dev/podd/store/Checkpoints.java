package dev.podd.store;

import dev.podd.log.References;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The blobs of a session, told apart by what its entries say of them.
 *
 * @param held    checkpoints that are there, and their bytes
 * @param dropped checkpoints that the quota has dropped, and when
 * @param values  parts of entries, which cannot be read without them; one that is a checkpoint as well is only here
 */
record Checkpoints(Map<String, Long> held, Map<String, Long> dropped, Set<String> values) {
    /** Reads all of a session; one that is damaged is refused. */
    static Checkpoints of(SessionReader reader) {
        Set<String> values = new HashSet<>();
        Map<String, Long> held = new HashMap<>();
        Map<String, Long> dropped = new HashMap<>();
        reader.each(entry -> {
            References.addLargeValues(entry.json(), reader::blob, values);
            References.checkpoints(entry.payload()).filter(hash -> !held.containsKey(hash)).forEach(hash -> {
                OptionalLong at = reader.droppedAt(entry.entry(), hash);
                if (at.isPresent()) {
                    dropped.put(hash, at.getAsLong());
                } else {
                    held.put(hash, reader.length(hash));
                }
            });
        });
        held.keySet().removeAll(values);
        return new Checkpoints(held, dropped, values);
    }

    long bytes() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }
}
