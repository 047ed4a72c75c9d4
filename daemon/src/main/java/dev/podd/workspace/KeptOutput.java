package dev.podd.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The file that keeps the output of one call while it is printed. Output up to a limit is kept whole; of a longer one
 * the file holds the beginning, a line that says how much is left out, and the latest end. Memory and disk stay bounded
 * however much is written. Safe on every thread.
 */
public final class KeptOutput implements AutoCloseable {
    private final FileChannel file;
    private final int maxHead;
    private final int maxTail;
    /** A ring: the byte after the newest one is at {@code beyond % tail.length}. Guarded by this, as is all below. */
    private byte[] tail = {};
    private long head;
    private long beyond;
    private boolean isTailWritten = true;

    KeptOutput(FileChannel file, int maxHead, int maxTail) {
        this.file = file;
        this.maxHead = maxHead;
        this.maxTail = maxTail;
    }

    /** Appends text; what comes after the beginning is in memory until {@link #flush}. */
    public synchronized void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (head < maxHead && beyond == 0) {
            write(ByteBuffer.wrap(bytes), head);
            head += bytes.length;
            return;
        }
        if (tail.length == 0) {
            tail = new byte[maxTail];
        }
        int from = Math.max(0, bytes.length - tail.length);
        for (int i = from; i < bytes.length; i++) {
            tail[(int) ((beyond + i) % tail.length)] = bytes[i];
        }
        beyond += bytes.length;
        isTailWritten = false;
    }

    /** Brings the file up to date. */
    public synchronized void flush() throws IOException {
        if (!isTailWritten) {
            isTailWritten = true;
            byte[] end = end();
            byte[] marker = marker(beyond - end.length).getBytes(StandardCharsets.UTF_8);
            write(ByteBuffer.wrap(marker), head);
            write(ByteBuffer.wrap(end), head + marker.length);
            file.truncate(head + marker.length + end.length);
        }
    }

    /** How many bytes are in neither the beginning nor the end. */
    public synchronized long leftOut() {
        return Math.max(0, beyond - maxTail);
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private String marker(long leftOut) {
        return leftOut == 0 ? "" : "\n[" + leftOut + " bytes are not kept here]\n";
    }

    /** The newest bytes, from the beginning of a character on. */
    private byte[] end() {
        int length = (int) Math.min(beyond, tail.length);
        byte[] end = new byte[length];
        for (int i = 0; i < length; i++) {
            end[i] = tail[(int) ((beyond - length + i) % tail.length)];
        }
        int start = 0;
        while (beyond > length && start < length && (end[start] & 0xC0) == 0x80) {
            start++;
        }
        return Arrays.copyOfRange(end, start, length);
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining();) {
            at += file.write(bytes, at);
        }
    }
}
