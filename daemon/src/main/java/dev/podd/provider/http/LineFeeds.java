package dev.podd.provider.http;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * A stream whose lines all end in LF. Server-sent events may end theirs in CR or CR LF too, but okhttp-sse 5.5 asks for the
 * byte after a CR (for ever, where the stream ends there) and does not see that a bare CR ends a field.
 */
final class LineFeeds extends ForwardingSource {
    private final Buffer raw = new Buffer();
    private boolean isAfterCr;

    LineFeeds(Source source) {
        super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long moved = 0;
        while (moved == 0) {
            if (super.read(raw, byteCount) < 0) {
                return -1;
            }
            moved = move(sink);
        }
        return moved;
    }

    private long move(Buffer sink) throws IOException {
        long before = sink.size();
        skipRestOfCrLf();
        for (long cr = raw.indexOf((byte) '\r'); cr >= 0; cr = raw.indexOf((byte) '\r')) {
            sink.write(raw, cr);
            raw.skip(1);
            sink.writeByte('\n');
            isAfterCr = true;
            skipRestOfCrLf();
        }
        sink.write(raw, raw.size());
        return sink.size() - before;
    }

    /** The LF may come with a later read. */
    private void skipRestOfCrLf() throws IOException {
        if (isAfterCr && !raw.exhausted()) {
            isAfterCr = false;
            if (raw.getByte(0) == '\n') {
                raw.skip(1);
            }
        }
    }
}
