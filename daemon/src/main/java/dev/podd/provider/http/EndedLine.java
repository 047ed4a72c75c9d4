package dev.podd.provider.http;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * A stream whose last line, if it ends in a bare CR, ends in CR LF. okhttp-sse 5.5 asks for the byte after a CR; where the
 * stream ends instead, it asks for ever.
 */
final class EndedLine extends ForwardingSource {
    private boolean endsInCr;

    EndedLine(Source source) {
        super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        if (read > 0) {
            endsInCr = sink.getByte(sink.size() - 1) == '\r';
        } else if (read < 0 && endsInCr) {
            endsInCr = false;
            sink.writeByte('\n');
            return 1;
        }
        return read;
    }
}
