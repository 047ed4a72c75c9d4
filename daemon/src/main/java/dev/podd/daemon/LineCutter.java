package dev.podd.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Cuts lines, each of which is a message. One that is too long to be kept is handed on as it comes. */
final class LineCutter implements Cutter {
    /** A longer one is refused by the daemon. */
    private static final int MAX_LINE = 64 << 20;
    private static final int KEPT = 1 << 20;

    private final Sink sink;
    private ByteArrayOutputStream line = new ByteArrayOutputStream(8192);
    private boolean isTooLong;

    LineCutter(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void take(byte[] bytes, int count) throws IOException {
        int from = 0;
        while (from < count) {
            int end = from;
            while (end < count && bytes[end] != '\n') {
                end++;
            }
            boolean isWhole = end < count;
            add(bytes, from, isWhole ? end + 1 : end);
            if (isWhole) {
                endLine();
            }
            from = isWhole ? end + 1 : end;
        }
    }

    private void add(byte[] bytes, int from, int to) throws IOException {
        if (!isTooLong && line.size() + to - from > MAX_LINE) {
            isTooLong = true;
            sink.stray(line.toByteArray());
            line = new ByteArrayOutputStream(8192);
        }
        if (isTooLong) {
            sink.stray(Arrays.copyOfRange(bytes, from, to));
        } else {
            line.write(bytes, from, to - from);
        }
    }

    @Override
    public void end() throws IOException {
        if (line.size() > 0) {
            line.write('\n');
            endLine();
        }
    }

    private void endLine() throws IOException {
        if (isTooLong) {
            isTooLong = false;
            return;
        }
        byte[] all = line.toByteArray();
        line.reset();
        if (all.length > KEPT) {
            line = new ByteArrayOutputStream(8192);
        }
        sink.message(Arrays.copyOf(all, all.length - 1));
    }
}
