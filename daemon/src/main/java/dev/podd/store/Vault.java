package dev.podd.store;

import dev.podd.log.Blobs;
import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.log.StoreFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.bindings.LongBinding;
import jetbrains.exodus.bindings.StringBinding;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;
import jetbrains.exodus.env.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The Xodus environment of one session: its entries by segment and number, its blobs in pieces, the workspace that it
 * belongs to. What Xodus throws passes through as it is.
 */
final class Vault implements AutoCloseable {
    private static final String ENTRIES = "entries";
    private static final String BLOBS = "blobs";
    private static final String ABOUT = "about";
    private static final ByteIterable WORKSPACE = StringBinding.stringToEntry("workspace");
    private static final ByteIterable CHECKPOINT_BYTES = StringBinding.stringToEntry("checkpoint_bytes");

    private final Environment environment;
    private final Store entries;
    private final Store blobs;
    private final Store about;
    private final String workspace;
    private @Nullable Long checkpointBytes;

    private Vault(Environment environment, Store entries, Store blobs, Store about, String workspace,
            @Nullable Long checkpointBytes) {
        this.environment = environment;
        this.entries = entries;
        this.blobs = blobs;
        this.about = about;
        this.workspace = workspace;
        this.checkpointBytes = checkpointBytes;
    }

    /** Opens it for writing, or makes it. What a crash left half-written at the end is cut off. */
    static Vault writable(Path folder, String workspace, Disk disk) {
        Environment environment = Xodus.open(folder, disk);
        Vault vault = null;
        try {
            vault = environment.computeInExclusiveTransaction(transaction -> {
                Store about = store(environment, ABOUT, transaction);
                if (about.get(transaction, WORKSPACE) == null) {
                    about.put(transaction, WORKSPACE, StringBinding.stringToEntry(workspace));
                    about.put(transaction, CHECKPOINT_BYTES, LongBinding.longToEntry(0));
                }
                return of(environment, transaction);
            });
            return vault;
        } finally {
            if (vault == null) {
                environment.close();
            }
        }
    }

    /** Opens it without changing a byte on the disk; null when nothing was ever written to it. */
    static @Nullable Vault readable(Path folder, UntouchedDisk disk) {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        Environment environment = Xodus.open(folder, disk);
        Vault vault = null;
        try {
            vault = environment.computeInReadonlyTransaction(
                    transaction -> environment.storeExists(ABOUT, transaction) ? of(environment, transaction) : null);
            return vault;
        } finally {
            if (vault == null) {
                environment.close();
            }
        }
    }

    private static Vault of(Environment environment, Transaction transaction) {
        Store about = store(environment, ABOUT, transaction);
        ByteIterable workspace = Objects.requireNonNull(about.get(transaction, WORKSPACE));
        ByteIterable bytes = about.get(transaction, CHECKPOINT_BYTES);
        return new Vault(environment, store(environment, ENTRIES, transaction),
                store(environment, BLOBS, transaction), about, StringBinding.entryToString(workspace),
                bytes == null ? null : LongBinding.entryToLong(bytes));
    }

    private static Store store(Environment environment, String name, Transaction transaction) {
        return environment.openStore(name, StoreConfig.WITHOUT_DUPLICATES, transaction);
    }

    String workspace() {
        return workspace;
    }

    /** Bytes of the checkpoints in it; null for one of an earlier version, where nobody has counted them. */
    @Nullable Long checkpointBytes() {
        return checkpointBytes;
    }

    /** Has it belong to another workspace than it was made with, and hold so many bytes of checkpoints. */
    void moveTo(String other, long bytes) {
        environment.executeInExclusiveTransaction(transaction -> {
            about.put(transaction, WORKSPACE, StringBinding.stringToEntry(other));
            about.put(transaction, CHECKPOINT_BYTES, LongBinding.longToEntry(bytes));
        });
        checkpointBytes = bytes;
    }

    /** One durable transaction: blobs and entries together or not at all. Most of a large blob is written before it. */
    void commit(List<RawEntry> more, Map<String, NewBlob> moreBlobs) {
        moreBlobs.forEach((hash, blob) -> BlobPieces.putEnd(environment, blobs, hash, blob.bytes()));
        checkpointBytes = environment.<@Nullable Long>computeInExclusiveTransaction(transaction -> {
            Long bytes = counted(put(moreBlobs, transaction), transaction);
            more.forEach(each -> entries.putRight(transaction, each.key(), each.value()));
            return bytes;
        });
    }

    /** Bytes of the checkpoints among them that were not there. */
    private long put(Map<String, NewBlob> moreBlobs, Transaction transaction) {
        long fresh = 0;
        for (Map.Entry<String, NewBlob> each : moreBlobs.entrySet()) {
            NewBlob blob = each.getValue();
            boolean isNew = BlobPieces.putStart(blobs, transaction, each.getKey(), blob.bytes());
            fresh += isNew && blob.isCheckpoint() ? blob.bytes().length : 0;
        }
        return fresh;
    }

    private @Nullable Long counted(long fresh, Transaction transaction) {
        if (fresh == 0 || checkpointBytes == null) {
            return checkpointBytes;
        }
        about.put(transaction, CHECKPOINT_BYTES, LongBinding.longToEntry(checkpointBytes + fresh));
        return checkpointBytes + fresh;
    }

    /** Notes in one durable transaction when checkpoints were dropped that are not there, by their hashes. */
    void markDropped(Map<String, Long> times) {
        environment.executeInExclusiveTransaction(transaction -> times
                .forEach((hash, at) -> BlobPieces.markDropped(blobs, transaction, hash, at)));
    }

    /** When a checkpoint was dropped that is not there. */
    OptionalLong droppedAt(String hash) {
        return environment.computeInReadonlyTransaction(
                transaction -> BlobPieces.droppedAt(blobs, transaction, hash));
    }

    boolean has(String hash) {
        return environment.computeInReadonlyTransaction(
                transaction -> BlobPieces.isThere(blobs, transaction, hash));
    }

    /** Bytes of a blob; 0 when there is none. */
    long length(String hash) {
        return environment.computeInReadonlyTransaction(transaction -> BlobPieces.length(blobs, transaction, hash));
    }

    /** Takes away what comes after a head: it was reported as failed, but reached the disk. */
    void cutBackTo(Head head) {
        int segment = head.equals(Head.NONE) ? 0 : Integer.parseInt(head.segment());
        List<ByteIterable> after = new ArrayList<>();
        visit(segment, head.count() + 1, entry -> after.add(entry.key()));
        if (!after.isEmpty()) {
            environment.executeInExclusiveTransaction(
                    transaction -> after.forEach(key -> entries.delete(transaction, key)));
        }
    }

    /** The head of the last segment. */
    Head head() {
        return environment.computeInReadonlyTransaction(transaction -> {
            try (Cursor cursor = entries.openCursor(transaction)) {
                return cursor.getLast() ? RawEntry.of(cursor.getKey(), cursor.getValue()).head() : Head.NONE;
            }
        });
    }

    /** The head of a segment. */
    Head head(int segment) {
        return environment.computeInReadonlyTransaction(transaction -> {
            try (Cursor cursor = entries.openCursor(transaction)) {
                boolean isThere = cursor.getSearchKeyRange(RawEntry.key(segment + 1, 0)) == null ? cursor.getLast()
                        : cursor.getPrev();
                if (!isThere) {
                    throw new IllegalStateException("there is no segment " + segment);
                }
                return RawEntry.of(cursor.getKey(), cursor.getValue()).head();
            }
        });
    }

    /** What is done with entries that are read one after the other. */
    interface Visitor {
        /** Whether to go on to the next one. */
        boolean visit(RawEntry found);
    }

    /** Entries in order, from that one or the first after it on. */
    void visit(int segment, long number, Visitor visitor) {
        environment.executeInReadonlyTransaction(transaction -> {
            try (Cursor cursor = entries.openCursor(transaction)) {
                boolean isThere = cursor.getSearchKeyRange(RawEntry.key(segment, number)) != null;
                while (isThere && visitor.visit(RawEntry.of(cursor.getKey(), cursor.getValue()))) {
                    isThere = cursor.getNext();
                }
            }
        });
    }

    /**
     * The blobs of this vault, checked against their hashes.
     *
     * @param read counts the bytes that are read
     */
    Blobs blobs(String session, AtomicLong read) {
        return new Blobs() {
            @Override
            public String putBlob(byte[] bytes) {
                throw new IllegalStateException("session " + session + " is only read here");
            }

            @Override
            public byte[] blob(String hash) {
                byte[] found = environment
                        .computeInReadonlyTransaction(transaction -> BlobPieces.read(blobs, transaction, hash));
                if (found == null) {
                    droppedAt(hash).ifPresent(at -> {
                        throw new CheckpointDroppedException(session, hash, at);
                    });
                }
                if (found == null || !HashChain.contentHash(found).equals(hash)) {
                    throw StoreFailedException.noBlob(session, hash);
                }
                read.addAndGet(found.length);
                return found;
            }
        };
    }

    @Override
    public void close() {
        environment.close();
    }
}
