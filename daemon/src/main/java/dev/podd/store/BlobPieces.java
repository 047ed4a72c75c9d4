package dev.podd.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.bindings.LongBinding;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Blobs in pieces, since a record has to fit one of Xodus' files: under the hash and the number of the piece. A blob is
 * there when its first piece is, which is therefore written last. One that the quota dropped leaves a mark.
 */
final class BlobPieces {
    private static final int PIECE = 256 << 10;
    /** The number under which a blob is marked as dropped; its value is the time. */
    private static final int DROPPED = -1;
    /** How many pieces go into one transaction, which keeps them in memory until it is committed. */
    private static final int GROUP = 16;

    private BlobPieces() {}

    /** Writes all but the first pieces of a large blob, in transactions of their own. */
    static void putEnd(Environment environment, Store store, String hash, byte[] bytes) {
        int end = Math.ceilDiv(bytes.length, PIECE);
        while (end > GROUP) {
            int last = end;
            environment.executeInExclusiveTransaction(
                    transaction -> put(store, transaction, hash, bytes, Math.max(GROUP, last - GROUP), last));
            end = Math.max(GROUP, last - GROUP);
        }
    }

    /** Writes the first pieces, which is all of a small blob; nothing, and false, when the blob is there already. */
    static boolean putStart(Store store, Transaction transaction, String hash, byte[] bytes) {
        return put(store, transaction, hash, bytes, 0, Math.clamp(Math.ceilDiv(bytes.length, PIECE), 1, GROUP));
    }

    private static boolean put(Store store, Transaction transaction, String hash, byte[] bytes, int first, int end) {
        if (isThere(store, transaction, hash)) {
            return false;
        }
        for (int i = first; i < end; i++) {
            int from = i * PIECE;
            int length = Math.min(PIECE, bytes.length - from);
            store.put(transaction, key(hash, i),
                    new ArrayByteIterable(ByteBuffer.allocate(length).put(bytes, from, length).array()));
        }
        return true;
    }

    /** Notes that a blob is not there because it was dropped. One that comes again is there all the same. */
    static void markDropped(Store store, Transaction transaction, String hash, long at) {
        store.put(transaction, key(hash, DROPPED), LongBinding.longToEntry(at));
    }

    /** When the blob was dropped that is not there; empty for one that is there, or never was. */
    static OptionalLong droppedAt(Store store, Transaction transaction, String hash) {
        ByteIterable at = isThere(store, transaction, hash) ? null : store.get(transaction, key(hash, DROPPED));
        return at == null ? OptionalLong.empty() : OptionalLong.of(LongBinding.entryToLong(at));
    }

    static boolean isThere(Store store, Transaction transaction, String hash) {
        return store.get(transaction, key(hash, 0)) != null;
    }

    /** In bytes; 0 for a blob that is not there. */
    static long length(Store store, Transaction transaction, String hash) {
        long length = 0;
        ByteIterable piece = store.get(transaction, key(hash, 0));
        for (int i = 1; piece != null; i++) {
            length += piece.getLength();
            piece = store.get(transaction, key(hash, i));
        }
        return length;
    }

    /** What is kept under the hash, whether or not it still fits it; null when there is nothing. */
    static byte @Nullable [] read(Store store, Transaction transaction, String hash) {
        ByteIterable piece = store.get(transaction, key(hash, 0));
        if (piece == null) {
            return null;
        }
        List<ByteIterable> pieces = new ArrayList<>();
        int length = 0;
        while (piece != null) {
            if (piece.getLength() > PIECE) {
                throw new IllegalArgumentException("a piece of a blob has " + piece.getLength() + " bytes");
            }
            pieces.add(piece);
            length = Math.addExact(length, piece.getLength());
            piece = store.get(transaction, key(hash, pieces.size()));
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        pieces.forEach(each -> bytes.put(each.getBytesUnsafe(), 0, each.getLength()));
        return bytes.array();
    }

    private static ByteIterable key(String hash, int piece) {
        byte[] name = HexFormat.of().parseHex(hash);
        return new ArrayByteIterable(ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(piece).array());
    }
}
