package dev.podd.store;

import dev.podd.log.ActiveSegment;
import dev.podd.log.Blobs;
import dev.podd.log.ChainCheck;
import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.log.EntryCodec;
import dev.podd.log.EntryNotFoundException;
import dev.podd.log.Head;
import dev.podd.log.LogException;
import dev.podd.log.Origin;
import dev.podd.log.Phrase;
import dev.podd.log.References;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.SessionStore.VerifyProgress;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoredEntry;
import dev.podd.log.Tip;
import dev.podd.store.PrivateThreads.Progress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session as it lies on the disk, read without changing a byte of it. Every entry that is read is held against the
 * chain; what is found broken is a {@link SessionCorruptException} that names the entry. Lives on a private thread.
 */
final class SessionReader implements AutoCloseable {
    /** Progress of a verification is reported each time so many more entries are checked. */
    private static final int REPORT_EVERY = 500;
    /** Of stored text and blobs in one page; its last entry may go over it. */
    private static final long PAGE_BYTES = 4 << 20;

    private final String session;
    private final Progress progress;
    private final UntouchedDisk disk = new UntouchedDisk();
    private final Heads heads;
    private final Vault vault;
    private final EntryCodec codec;
    private final Head last;
    private final int segments;
    /** Bytes of the blobs read so far. */
    private final AtomicLong blobBytes = new AtomicLong();

    /** @throws SessionNotFoundException nothing was ever recorded */
    SessionReader(String session, SessionFolder folder, Progress progress) {
        this.session = session;
        this.progress = progress;
        // Before the log, so that a session that is being written to is never found behind its heads.
        this.heads = guarded("1.1", folder.heads()::read);
        if (guarded("1.1", folder::isHalfMade)) {
            throw new SessionNotFoundException(session);
        }
        Vault found = guarded("1.1", () -> Vault.readable(folder.log(), disk));
        this.last = found == null ? Head.NONE : head(found);
        if (found == null || last.equals(Head.NONE)) {
            throw nothingIn(found);
        }
        this.segments = Integer.parseInt(last.segment());
        this.vault = found;
        this.codec = new EntryCodec(vault.blobs(session, blobBytes));
    }

    /**
     * Reads a session that somebody may rewrite meanwhile, in this process or in another: then it is read again. So the
     * work may be done more than once.
     */
    static <T> T reading(String session, SessionFolder folder, Progress progress, Function<SessionReader, T> work) {
        while (true) {
            Path log = folder.log();
            try (SessionReader reader = new SessionReader(session, folder, progress)) {
                T read = work.apply(reader);
                if (folder.log().equals(log)) {
                    return read;
                }
            } catch (LogException failure) {
                if (folder.log().equals(log)) {
                    throw failure;
                }
            }
        }
    }

    /** Closes a log that is too damaged to have one. */
    private Head head(Vault found) {
        try {
            return guarded("1.1", found::head);
        } catch (RuntimeException | Error e) {
            found.close();
            throw e;
        }
    }

    private LogException nothingIn(@Nullable Vault found) {
        if (found != null) {
            found.close();
        }
        return heads.isEmpty()
                ? new SessionNotFoundException(session)
                : new SessionCorruptException(session, "1.1", "the log is empty, but entries were written");
    }

    /** Rebuilds the active segment. */
    Restored restore(ActiveSegment active) {
        StoredEntry first = page("1", null, 1).entries().getFirst();
        StateAhead state = new StateAhead(this::decoded);
        whole(segments, raw -> {
            state.add(raw);
            return true;
        });
        for (int lost = segments + 1; lost <= heads.last(); lost++) {
            whole(lost, entry -> true);
        }
        active.moveTo(new Tip(last, state.whole()));
        Entry.SegmentStart start = (Entry.SegmentStart) first.payload();
        return new Restored(vault.workspace(), first.at(), state.lastAt(), start.forkedFrom(),
                vault.checkpointBytes(), warnings());
    }

    /** What the session said at an entry, or at its end, which then has to be whole. */
    SessionPoint point(@Nullable String at) {
        Head end = at == null ? last : headAt(at);
        int segment = number(end.segment());
        StateAhead state = new StateAhead(this::decoded);
        if (at == null) {
            whole(segment, raw -> {
                state.add(raw);
                return true;
            });
        } else {
            walk(ChainCheck.ofSegment(session, segment, null), raw -> {
                state.add(raw);
                return raw.number() < end.count();
            });
        }
        return SessionPoint.of(vault.workspace(), new Origin(session, end.segment(), end.entry()), state.whole());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (disk.left() > 0) {
            warnings.add("session " + session + ": the last " + disk.left()
                    + " bytes of its log, half-written when its process ended, are cut off");
        }
        List<Integer> missing = heads.missing(segments);
        if (!missing.isEmpty()) {
            warnings.add("session " + session + ": the file with the heads of its segments "
                    + (heads.isDamaged() ? "is damaged" : "is missing or incomplete")
                    + ", so that it is not known whether entries at the end of segment "
                    + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " were lost");
        }
        return warnings;
    }

    Verification verify(VerifyProgress watch) {
        long[] entries = {0};
        Set<String> dropped = new HashSet<>();
        long all = heads.known().values().stream().mapToLong(Head::count).sum();
        try {
            eachRaw(raw -> {
                References.checkpoints(decoded(raw).payload())
                        .filter(hash -> contents(raw.entry(), () -> isDropped(hash))).forEach(dropped::add);
                entries[0]++;
                if (entries[0] % REPORT_EVERY == 0) {
                    watch.checked(entries[0], Math.max(all, entries[0]));
                }
            });
            return new Verification(entries[0], segments, true, null, null, dropped.size());
        } catch (SessionCorruptException broken) {
            return new Verification(entries[0], segments, false, broken.entry(), broken.getMessage(), dropped.size());
        }
    }

    /** Reads a checkpoint, unless the quota has dropped it. */
    private boolean isDropped(String hash) {
        try {
            blobs().blob(hash);
            return false;
        } catch (CheckpointDroppedException gone) {
            return true;
        }
    }

    /** Hands out every entry of every segment, all of which have to be there. */
    void each(Consumer<StoredEntry> visitor) {
        eachRaw(raw -> visitor.accept(stored(raw)));
    }

    void eachRaw(Consumer<RawEntry> visitor) {
        for (int segment = 1; segment <= Math.max(segments, heads.last()); segment++) {
            whole(segment, raw -> {
                visitor.accept(raw);
                return true;
            });
        }
    }

    /**
     * When the quota dropped a checkpoint that an entry names; empty when it is there.
     *
     * @throws SessionCorruptException neither is the case
     */
    OptionalLong droppedAt(String entry, String hash) {
        return guarded(entry, () -> {
            OptionalLong at = vault.droppedAt(hash);
            if (at.isEmpty() && !vault.has(hash)) {
                throw new SessionCorruptException(session, entry, "content " + hash + " that it names is missing");
            }
            return at;
        });
    }

    /** Bytes of a blob. */
    long length(String hash) {
        return guarded(last.entry(), () -> vault.length(hash));
    }

    /** Bytes of its checkpoints; null in a session of an earlier version, where nobody has counted them. */
    @Nullable Long checkpointBytes() {
        return vault.checkpointBytes();
    }

    String workspace() {
        return vault.workspace();
    }

    Head head() {
        return last;
    }

    boolean says(Phrase phrase) {
        boolean[] isFound = {false};
        for (int segment = 1; segment <= segments && !isFound[0]; segment++) {
            walk(ChainCheck.ofSegment(session, segment, null), raw -> {
                isFound[0] = phrase.isIn(decoded(raw).payload());
                return !isFound[0];
            });
        }
        return isFound[0];
    }

    byte[] blob(String hash) {
        return guarded(last.entry(), () -> blobs().blob(hash));
    }

    Blobs blobs() {
        return vault.blobs(session, blobBytes);
    }

    /**
     * Entries as far as they are right, whatever the heads kept apart say: so much of a damaged session can be read. A
     * page ends before the first entry that is broken; the page that would begin with it is refused.
     */
    EntryPage page(@Nullable String segment, @Nullable String after, int limit) {
        Head from = after == null ? new Head(segment == null ? "1" : segment, 0, "") : headAt(after);
        int first = number(from.segment());
        if (first < 1 || first > segments || (segment != null && !segment.equals(from.segment()))) {
            throw new EntryNotFoundException(session, after == null ? segment + ".1" : after);
        }
        List<StoredEntry> found = new ArrayList<>();
        try {
            return new EntryPage(found, collect(found, from, segment == null ? segments : first, limit));
        } catch (SessionCorruptException broken) {
            if (found.isEmpty()) {
                throw broken;
            }
            return new EntryPage(found, true);
        }
    }

    /** Adds entries until the page is full; whether there is one more. */
    private boolean collect(List<StoredEntry> found, Head from, int lastSegment, int limit) {
        boolean[] isMore = {false};
        long[] bytes = {0};
        ChainCheck check = new ChainCheck(session, from, null);
        for (int segment = number(from.segment()); segment <= lastSegment && !isMore[0]; segment++) {
            walk(check, raw -> {
                isMore[0] = found.size() >= limit || bytes[0] >= PAGE_BYTES;
                if (!isMore[0]) {
                    long blobsBefore = blobBytes.get();
                    found.add(stored(raw));
                    bytes[0] += raw.text().remaining() + blobBytes.get() - blobsBefore;
                }
                return !isMore[0];
            });
            check = ChainCheck.ofSegment(session, segment + 1, null);
        }
        return isMore[0];
    }

    private Head headAt(String entry) {
        int dot = Math.max(0, entry.indexOf('.'));
        int segment = number(entry.substring(0, dot));
        int count = number(entry.substring(Math.min(entry.length(), dot + 1)));
        Head[] found = {Head.NONE};
        guarded(entry, () -> {
            vault.visit(segment, count, raw -> {
                found[0] = raw.head();
                return false;
            });
            return found;
        });
        if (!found[0].entry().equals(entry)) {
            throw new EntryNotFoundException(session, entry);
        }
        return found[0];
    }

    /** 0 for what is no number. */
    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
    }

    /** A segment that has to be there from its first entry to the head kept apart, and to its own end. */
    private void whole(int segment, Predicate<RawEntry> visitor) {
        ChainCheck check = ChainCheck.ofSegment(session, segment, heads.of(segment));
        walk(check, visitor);
        check.end();
        if (check.head().count() == 0 || (segment == segments && !check.head().equals(last))) {
            throw check.broken("the entries from here to the end of the log are missing");
        }
    }

    private void walk(ChainCheck check, Predicate<RawEntry> visitor) {
        int segment = Integer.parseInt(check.head().segment());
        guarded(() -> check.broken("").entry(), () -> {
            vault.visit(segment, check.head().count() + 1, raw -> {
                if (raw.segment() != segment) {
                    return false;
                }
                progress.step();
                check.next(raw.number(), raw.hash(), raw.text());
                return visitor.test(raw);
            });
            return check;
        });
    }

    private EntryCodec.Decoded decoded(RawEntry raw) {
        return contents(raw.entry(), () -> codec.decode(session, raw.entry(), raw.text()));
    }

    private StoredEntry stored(RawEntry raw) {
        EntryCodec.Decoded decoded = decoded(raw);
        byte[] text = new byte[raw.text().remaining()]; // a copy: the bytes of the log are there as long as it is read
        raw.text().duplicate().get(text);
        return new StoredEntry(raw.entry(), Integer.toString(raw.segment()), decoded.kind(), decoded.at(),
                raw.head().hash(), ByteBuffer.wrap(text), decoded.payload());
    }

    /** A blob that is missing or changed is damage of the entry that names it. */
    private <T> T contents(String entry, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoreFailedException e) {
            throw new SessionCorruptException(session, entry, String.valueOf(e.getMessage()), e);
        }
    }

    private <T extends @Nullable Object> T guarded(String entry, Callable<T> reading) {
        return guarded(() -> entry, reading);
    }

    /** Damaged trees make Xodus throw anything, Errors too; a lack of memory is no damage and passes as it is. */
    @SuppressWarnings("CatchingUnchecked")
    private <T extends @Nullable Object> T guarded(Supplier<String> entry, Callable<T> reading) {
        try {
            return reading.call();
        } catch (LogException | CancellationException known) {
            throw known;
        } catch (Throwable fault) {
            Faults.throwIfFatal(fault);
            throw Faults.isOfTheDisk(fault)
                    ? Faults.reading("session " + session, fault)
                    : new SessionCorruptException(session, entry.get(), Faults.words(fault), fault);
        }
    }

    @Override
    public void close() {
        vault.close();
    }
}
