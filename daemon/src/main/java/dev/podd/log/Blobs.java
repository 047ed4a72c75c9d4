package dev.podd.log;

/** Bytes kept under the SHA-256 of themselves, in lowercase hex. */
public interface Blobs {
    String putBlob(byte[] bytes);

    /** @throws StoreFailedException when there are no such bytes */
    byte[] blob(String hash);
}
