package dev.podd.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Blobs in pieces, since a record has to fit one of Xodus' files: under the hash and the number of the piece. A blob is
 * there when its first piece is, which is therefore written last.
 */
final class BlobPieces {
    private static final int PIECE = 256 << 10;
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

    /** Writes the first pieces, which is all of a small blob; nothing when the blob is there already. */
    static void putStart(Store store, Transaction transaction, String hash, byte[] bytes) {
        put(store, transaction, hash, bytes, 0, Math.clamp(Math.ceilDiv(bytes.length, PIECE), 1, GROUP));
    }

    private static void put(Store store, Transaction transaction, String hash, byte[] bytes, int first, int end) {
        if (store.get(transaction, key(hash, 0)) != null) {
            return;
        }
        for (int i = first; i < end; i++) {
            int from = i * PIECE;
            int length = Math.min(PIECE, bytes.length - from);
            store.put(transaction, key(hash, i),
                    new ArrayByteIterable(ByteBuffer.allocate(length).put(bytes, from, length).array()));
        }
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
