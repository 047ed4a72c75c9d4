package dev.podd.store;

import java.util.Map;

/** Bytes that are to be kept, and whether they are the content of a file, which the quota may drop, or a part of an entry. */
final class NewBlob {
    private final byte[] bytes;
    private final boolean isCheckpoint;

    private NewBlob(byte[] bytes, boolean isCheckpoint) {
        this.bytes = bytes;
        this.isCheckpoint = isCheckpoint;
    }

    static NewBlob checkpoint(byte[] bytes) {
        return new NewBlob(bytes, true);
    }

    static NewBlob ofEntry(byte[] bytes) {
        return new NewBlob(bytes, false);
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    boolean isCheckpoint() {
        return isCheckpoint;
    }

    static long bytes(Map<String, NewBlob> blobs) {
        return blobs.values().stream().mapToLong(each -> each.bytes().length).sum();
    }
}
