package dev.podd.store;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionState;
import dev.podd.log.StoreFailedException;
import dev.podd.log.Tip;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session as one of those that have it open holds it. */
final class XodusSessionLog implements SessionLog {
    private final LiveSession session;
    private final OpenSessions sessions;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    XodusSessionLog(LiveSession session, OpenSessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    @Override
    public String session() {
        return session.session();
    }

    @Override
    public List<String> warnings() {
        return session.warnings();
    }

    @Override
    public Head head() {
        return open().head();
    }

    @Override
    public SessionState state() {
        return open().state();
    }

    @Override
    public Tip append(Head expected, List<? extends Entry> entries, Durability durability) {
        return open().append(expected, entries, durability);
    }

    @Override
    public Tip startSegment(Head expected, Entry.SegmentStart start, List<? extends Entry> more) {
        return open().startSegment(expected, start, more);
    }

    @Override
    public String putBlob(byte[] bytes) {
        return open().putBlob(bytes);
    }

    @Override
    public byte[] blob(String hash) {
        return open().blob(hash);
    }

    @Override
    public void flush() {
        open().flush();
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            sessions.leave(session.session());
        }
    }

    private LiveSession open() {
        if (isClosed.get()) {
            throw StoreFailedException.closed(session.session());
        }
        return session;
    }
}
