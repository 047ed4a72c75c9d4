package dev.podd.buffer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The documents that an editor has open. Changed by the editor's reader thread, in the order in which it says so; read
 * by everybody, who gets snapshots. A document is found by its URI exactly as the editor spells it.
 */
public final class Buffers {
    private final ConcurrentMap<String, Document> open = new ConcurrentHashMap<>();

    /** Opens a document; one that is open already is replaced, since editors do say so twice. */
    public void open(Document document) {
        open.put(document.uri(), document);
    }

    /** Changes an open document; false when it is not open. */
    public boolean change(String uri, int version, List<Change> changes, PositionEncoding encoding) {
        return open.computeIfPresent(uri, (same, before) -> before.changed(version, changes, encoding)) != null;
    }

    /** Closes a document; false when it is not open. */
    public boolean close(String uri) {
        return open.remove(uri) != null;
    }

    /** A document as it is now. */
    public Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    /** All that are open now. */
    public Collection<Document> all() {
        return List.copyOf(open.values());
    }
}
