package dev.podd.provider.http;

import dev.podd.provider.wire.AnswerTooLong;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * The bytes of an event stream, bounded in all, in one event, and in the time for which a server may send heartbeats (comments
 * and pings) and no event. Lives on one thread.
 */
final class BoundedStream extends ForwardingSource {
    /** Heartbeats are waited for so many times as long as silence: a model may think for minutes without a word. */
    static final int HEARTBEATS = 5;
    private static final int MI = 1 << 20;
    private static final long MAX_EVENT = 16 * MI;
    private static final long MAX_STREAM = 256 * MI;

    private final long limitNanos;
    private long sinceEvent;
    private long total;
    private long eventAt = System.nanoTime();

    BoundedStream(Source source, Duration silence) {
        super(source);
        this.limitNanos = silence.multipliedBy(HEARTBEATS).toNanos();
    }

    /** @param isHeartbeat it says nothing, or nothing but what the event before said, such as an empty delta */
    void eventRead(boolean isHeartbeat) {
        sinceEvent = 0;
        if (!isHeartbeat) {
            eventAt = System.nanoTime();
        }
    }

    /**
     * @throws AnswerTooLong          above 16 MiB of one event or 256 MiB of the stream
     * @throws HeartbeatsOnlyException when no event came in time
     */
    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long count = super.read(sink, byteCount);
        if (count > 0) {
            sinceEvent += count;
            total += count;
            if (sinceEvent > MAX_EVENT) {
                throw new AnswerTooLong("one event of its answer is longer than " + MAX_EVENT / MI + " MiB");
            }
            if (total > MAX_STREAM) {
                throw new AnswerTooLong("its answer is longer than " + MAX_STREAM / MI + " MiB");
            }
            if (System.nanoTime() - eventAt > limitNanos) {
                throw new HeartbeatsOnlyException();
            }
        }
        return count;
    }

    /** The server is there, but its answer does not go on. */
    static final class HeartbeatsOnlyException extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;
    }
}
