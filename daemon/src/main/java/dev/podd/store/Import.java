package dev.podd.store;

import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.ImportedSession;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.StoredEntry;
import dev.podd.store.PrivateThreads.Progress;
import dev.podd.store.SummaryFile.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a session that comes from elsewhere into a folder. Lives on a private thread. */
final class Import {
    /** How many entries go to the disk together. */
    private static final int BATCH = 1000;

    private final DurableLog log;
    private final Progress progress;

    private Import(DurableLog log, Progress progress) {
        this.log = log;
        this.progress = progress;
    }

    /** On the disk when this returns; leaves nothing if it throws. */
    static SessionSummary into(SessionFolder folder, String session, ImportedSession imported, Disk disk,
            Progress progress) throws IOException {
        folder.delete();
        boolean isDone = false;
        DurableLog log = new DurableLog(session, imported.workspace(), folder, Head.NONE, disk);
        try {
            SessionSummary summary = new Import(log, progress).write(session, imported);
            log.close();
            isDone = true;
            return summary;
        } finally {
            if (!isDone) {
                log.abandon(new IllegalStateException("the import failed"));
                folder.delete();
            }
        }
    }

    private SessionSummary write(String session, ImportedSession imported) throws IOException {
        for (Map.Entry<String, byte[]> blob : imported.blobs().entrySet()) {
            log.commit(List.of(), Map.of(blob.getKey(), blob.getValue()));
            progress.step();
        }
        List<StoredEntry> entries = imported.entries();
        for (int from = 0; from < entries.size(); from += BATCH) {
            log.commit(entries.subList(from, Math.min(entries.size(), from + BATCH)), Map.of());
            progress.step();
        }
        log.keepApart();
        SessionSummary summary = summary(session, imported);
        log.summarise(new Summary(summary, log.head()));
        return summary;
    }

    private static SessionSummary summary(String session, ImportedSession imported) {
        StoredEntry first = imported.entries().getFirst();
        StoredEntry last = imported.entries().getLast();
        SessionState state = SessionState.NONE;
        for (StoredEntry entry : imported.entries()) {
            state = state.plus(entry.payload());
        }
        return new SessionSummary(session, SessionSummary.titleOr(state.title()), imported.workspace(),
                first.at(), last.at(), state.turns(), ((Entry.SegmentStart) first.payload()).forkedFrom());
    }
}
