package dev.podd.jsonrpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * LSP's base protocol: headers that tell a body's length, an empty line, the body.
 *
 * <p>What is no header is reported once, then passed over up to the next {@code Content-Length}, wherever in a line
 * that stands: a body longer than told has the next header right behind it. A body over the limit is passed over
 * without being kept.
 */
public final class HeaderFraming implements Framing {
    private static final int MAX_LINE = 16 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private Header header = new Header();
    private long toSkip;
    /** Between headers that made no sense and the next that does; nothing is reported meanwhile. */
    private boolean lost;

    public HeaderFraming(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.out = new BufferedOutputStream(out, 64 * 1024);
    }

    @Override
    public Frame read() throws IOException {
        try {
            in.skipNBytes(toSkip);
            toSkip = 0;
            Frame frame = null;
            while (frame == null) {
                String line = readLine();
                frame = line.isEmpty() ? afterHeaders() : header.take(line) ? null : lost(header.problem());
            }
            return frame;
        } catch (EOFException e) {
            return new Frame.End();
        }
    }

    @Override
    public void write(byte[] body) throws IOException {
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private @Nullable Frame afterHeaders() throws IOException {
        Header done = header;
        header = new Header();
        if (done.isEmpty()) {
            return null;
        }
        long length = done.length();
        if (length < 0) {
            return lost(done.problem());
        }
        lost = false;
        return length > MAX_BYTES ? tooLong(length) : body((int) length, done.charset());
    }

    private Frame body(int length, @Nullable String charset) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return charset == null ? new Frame.Body(body) : new Frame.Broken("charset " + charset + "; only utf-8 is read");
    }

    private Frame tooLong(long length) {
        toSkip = length;
        return new Frame.Broken("message of " + length + " bytes; the limit is " + MAX_BYTES);
    }

    private @Nullable Frame lost(String problem) {
        boolean known = lost;
        lost = true;
        return known ? null : new Frame.Broken(problem);
    }

    /** A line without its end; of one longer than a header can be, the last part. */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (line.size() == MAX_LINE) {
                byte[] all = line.toByteArray();
                line.reset();
                line.write(all, MAX_LINE / 2, MAX_LINE / 2);
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
