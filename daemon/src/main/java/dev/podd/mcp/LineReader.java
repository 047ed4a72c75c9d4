package dev.podd.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text from a stream, each up to a number of bytes. */
final class LineReader {
    private static final int BUFFER = 16 * 1024;

    private final InputStream stream;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    LineReader(InputStream stream, int maxBytes) {
        this.stream = stream;
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end; null at the end of the stream.
     *
     * @throws LineTooLong the line has more bytes than are kept
     */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (isFilled()) {
            int from = start;
            int to = from;
            while (to < end && buffer[to] != '\n') {
                to++;
            }
            if (line.size() + to - from > maxBytes) {
                throw new LineTooLong(maxBytes);
            }
            line.write(buffer, from, to - from);
            start = Math.min(end, to + 1);
            if (to < end) {
                return line.toString(StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** Whether there is something to read, once there is or the stream has ended. */
    private boolean isFilled() throws IOException {
        if (start == end) {
            start = 0;
            end = Math.max(0, stream.read(buffer));
        }
        return end > 0;
    }

    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        LineTooLong(int maxBytes) {
            super("sent a message of over " + maxBytes / (1024 * 1024) + " MiB");
        }
    }
}
