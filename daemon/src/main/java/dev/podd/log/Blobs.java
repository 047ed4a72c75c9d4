package dev.podd.log;

/** Bytes kept under the SHA-256 of themselves, in lowercase hex. */
public interface Blobs {
    /** @param bytes not copied: the caller does not change them afterwards */
    String putBlob(byte[] bytes);

    /**
     * @return not to be changed
     * @throws StoreFailedException       when there are no such bytes
     * @throws CheckpointDroppedException when the quota has dropped them
     */
    byte[] blob(String hash);
}
