package dev.podd.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.Transaction;
import org.jspecify.annotations.Nullable;

/** Blobs in pieces, since a record has to fit one of Xodus' files: under the hash and the number of the piece. */
final class BlobPieces {
    private static final int PIECE = 256 << 10;

    private BlobPieces() {}

    static void put(Store store, Transaction transaction, String hash, byte[] bytes) {
        int pieces = Math.max(1, Math.ceilDiv(bytes.length, PIECE));
        if (store.get(transaction, key(hash, 0)) != null) {
            return;
        }
        for (int i = 0; i < pieces; i++) {
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.getLength());
        for (int i = 1; piece != null; i++) {
            bytes.write(piece.getBytesUnsafe(), 0, piece.getLength());
            piece = store.get(transaction, key(hash, i));
        }
        return bytes.toByteArray();
    }

    private static ByteIterable key(String hash, int piece) {
        byte[] name = HexFormat.of().parseHex(hash);
        return new ArrayByteIterable(ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(piece).array());
    }
}
