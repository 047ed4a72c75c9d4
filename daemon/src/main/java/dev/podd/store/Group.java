package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the disk together.
 *
 * @param blobs    by their hashes
 * @param accepted entries whose append has returned
 * @param request  of somebody who waits; null when nobody does
 */
record Group(Map<String, NewBlob> blobs, List<StoredEntry> accepted, @Nullable Request request) {
    /**
     * What somebody waits for.
     *
     * @param entries are not part of the session if they cannot be written
     * @param isLast  nothing comes after it
     */
    record Request(List<StoredEntry> entries, boolean isLast, CompletableFuture<@Nullable Void> done) {
        Request(List<StoredEntry> entries, boolean isLast) {
            this(entries, isLast, new CompletableFuture<>());
        }
    }

    boolean isLast() {
        return request != null && request.isLast();
    }

    List<StoredEntry> entries() {
        if (request == null || request.entries().isEmpty()) {
            return accepted;
        }
        List<StoredEntry> all = new ArrayList<>(accepted);
        all.addAll(request.entries());
        return all;
    }

    /** Tells whoever waits how it went; false when nobody waits any more, having been told that it failed. */
    boolean answer(@Nullable LogException fault) {
        if (request == null) {
            return true;
        }
        return fault == null ? request.done().complete(null) : request.done().completeExceptionally(fault);
    }
}
