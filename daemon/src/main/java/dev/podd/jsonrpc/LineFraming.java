package dev.podd.jsonrpc;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One message a line, as the Agent Client Protocol has it. Blank lines are passed over; of a line over the limit the limit
 * is said, and nothing kept. What stands behind the last line end is a line.
 */
public final class LineFraming implements Framing {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int filled;

    public LineFraming(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out, 64 * 1024);
    }

    @Override
    public Frame read() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            long length = readLine(line);
            if (length > MAX_BYTES) {
                return new Frame.Broken("message of " + length + " bytes; the limit is " + MAX_BYTES);
            }
            byte[] body = line.toByteArray();
            if (!isBlank(body)) {
                return new Frame.Body(body);
            }
            if (filled < 0) {
                return new Frame.End();
            }
        }
    }

    /** Raw line ends stand between the values of a message at most: in text they are escaped. */
    @Override
    public void write(byte[] body) throws IOException {
        for (byte each : body) {
            out.write(each == '\n' || each == '\r' ? ' ' : each);
        }
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Adds a line without its end as far as it is within the limit, and returns how long it is. */
    private long readLine(ByteArrayOutputStream line) throws IOException {
        long length = 0;
        while (true) {
            if (at == filled) {
                at = 0;
                filled = in.read(buffer);
                if (filled < 0) {
                    at = filled;
                    return length;
                }
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            length += end - at;
            if (length <= MAX_BYTES) {
                line.write(buffer, at, end - at);
            }
            boolean isWhole = end < filled;
            at = isWhole ? end + 1 : end;
            if (isWhole) {
                return length;
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
