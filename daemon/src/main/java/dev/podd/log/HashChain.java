package dev.podd.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain over a segment's entries: each hash is SHA-256 over the hash before (32 zero bytes before the first) and
 * the stored bytes, so that no entry can be changed, left out or moved unseen. Not safe on several threads.
 */
public final class HashChain {
    private static final int LENGTH = 32;

    private final MessageDigest sha256 = sha256();
    private byte[] last;

    /** A chain that goes on after {@code hash}; an empty one begins it. */
    public HashChain(String hash) {
        this.last = hash.isEmpty() ? new byte[LENGTH] : HexFormat.of().parseHex(hash);
    }

    /** The hash of an entry with these stored bytes, which is then the last of the chain. */
    public String append(byte[] stored) {
        sha256.update(last);
        last = sha256.digest(stored);
        return HexFormat.of().formatHex(last);
    }

    /** Goes on to an entry with these stored bytes; whether {@code hash} is what then comes out. */
    boolean fits(ByteBuffer hash, ByteBuffer stored) {
        sha256.update(last);
        sha256.update(stored.duplicate());
        last = sha256.digest();
        return ByteBuffer.wrap(last).equals(hash);
    }

    /** The last hash. */
    String hash() {
        return HexFormat.of().formatHex(last);
    }

    /** The hash that content is known by, apart from any chain. */
    public static String contentHash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
