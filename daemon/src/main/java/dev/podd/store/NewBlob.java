package dev.podd.store;

import java.util.Map;

/**
 * Bytes that are to be kept.
 *
 * @param isCheckpoint whether they are the content of a file, which the quota may drop; else a part of an entry
 */
record NewBlob(byte[] bytes, boolean isCheckpoint) {
    static NewBlob checkpoint(byte[] bytes) {
        return new NewBlob(bytes, true);
    }

    static NewBlob ofEntry(byte[] bytes) {
        return new NewBlob(bytes, false);
    }

    static long bytes(Map<String, NewBlob> blobs) {
        return blobs.values().stream().mapToLong(each -> each.bytes().length).sum();
    }
}
