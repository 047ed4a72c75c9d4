package dev.podd.store;

import dev.podd.log.EntryCodec.Decoded;
import dev.podd.log.LogException;
import dev.podd.log.SessionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Adds entries to a state in their order while their JSON is read on another core, so that a long session opens in the
 * time that its hashes take. Lives on one thread.
 */
final class StateAhead {
    private static final int BATCH = 256;
    /** Of stored text in one batch; a single entry may be longer. */
    private static final int BATCH_BYTES = 1 << 20;
    /** How many batches may be decoded at the same time, or wait to be added. */
    private static final int AHEAD = 8;

    private SessionState state = SessionState.NONE;
    private final Function<RawEntry, Decoded> decoding;
    private final Deque<CompletableFuture<List<Decoded>>> underWay = new ArrayDeque<>();
    private List<RawEntry> batch = new ArrayList<>(BATCH);
    private int batchBytes;
    private long lastAt;

    /** @param decoding called on any thread */
    StateAhead(Function<RawEntry, Decoded> decoding) {
        this.decoding = decoding;
    }

    void add(RawEntry entry) {
        batch.add(entry);
        batchBytes += entry.text().remaining();
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            send();
        }
    }

    /** The state after all entries. */
    SessionState whole() {
        send();
        while (!underWay.isEmpty()) {
            take();
        }
        return state;
    }

    /** When the last of them was appended. */
    long lastAt() {
        return lastAt;
    }

    private void send() {
        List<RawEntry> full = batch;
        batch = new ArrayList<>(BATCH);
        batchBytes = 0;
        underWay.add(CompletableFuture.supplyAsync(() -> full.stream().map(decoding).toList()));
        if (underWay.size() > AHEAD) {
            take();
        }
    }

    private void take() {
        try {
            for (Decoded each : underWay.remove().join()) {
                state = state.plus(each.payload());
                lastAt = each.at();
            }
        } catch (CompletionException e) {
            Faults.throwIfFatal(e);
            throw e.getCause() instanceof LogException refused ? refused : e;
        }
    }
}
