package dev.podd.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts messages behind headers. From the first bytes on that it cannot understand it hands all as
 * they are: a relay passes them on, and the other end says what is wrong with them.
 */
final class FrameCutter implements Cutter {
    private static final int MAX_HEADER = 16 * 1024;
    /** A longer body is refused by the daemon and need not be kept. */
    private static final int MAX_BODY = 64 << 20;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private byte[] kept = new byte[8192];
    private int size;
    /** Of the body that is being read; -1 in a header. */
    private int length = -1;
    private boolean isLost;

    FrameCutter(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void take(byte[] bytes, int count) throws IOException {
        int at = 0;
        while ((at < count || length == 0) && !isLost) {
            at = length < 0 ? header(bytes, at, count) : body(bytes, at, count);
        }
        if (at < count) {
            sink.stray(Arrays.copyOfRange(bytes, at, count));
        }
    }

    private int header(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to && length < 0 && !isLost) {
            keep(bytes, at, at + 1);
            at++;
            if (endsHeader()) {
                length = length();
                isLost = length < 0;
            } else {
                isLost = size > MAX_HEADER;
            }
            if (isLost) {
                sink.stray(Arrays.copyOf(kept, size));
            }
            size = length < 0 ? size : 0;
        }
        return at;
    }

    private int body(byte[] bytes, int from, int to) throws IOException {
        int end = Math.min(to, from + length - size);
        keep(bytes, from, end);
        if (size == length) { // also when there is nothing in it
            byte[] body = Arrays.copyOf(kept, size);
            size = 0;
            length = -1;
            kept = kept.length > 1 << 20 ? new byte[8192] : kept;
            sink.message(body);
        }
        return end;
    }

    private void keep(byte[] bytes, int from, int to) {
        int more = to - from;
        if (size + more > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(size + more, Math.min(kept.length * 2, MAX_BODY)));
        }
        System.arraycopy(bytes, from, kept, size, more);
        size += more;
    }

    /** An empty line ends it; some peers send lines without carriage returns. */
    private boolean endsHeader() {
        return size >= 2 && kept[size - 1] == '\n'
                && (kept[size - 2] == '\n' || (size >= 4 && kept[size - 2] == '\r' && kept[size - 3] == '\n'));
    }

    private int length() {
        for (int line = 0; line < size; line = after(line)) {
            if (isLength(line)) {
                return number(line + LENGTH.length);
            }
        }
        return -1;
    }

    private int after(int line) {
        int at = line;
        while (at < size && kept[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean isLength(int line) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (line + i >= size || Character.toLowerCase(kept[line + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        long number = 0;
        boolean isAny = false;
        for (int at = from; kept[at] != '\n' && kept[at] != '\r' && number <= MAX_BODY; at++) {
            if (kept[at] >= '0' && kept[at] <= '9') {
                number = number * 10 + kept[at] - '0';
                isAny = true;
            } else if (kept[at] != ' ') {
                return -1;
            }
        }
        return isAny && number <= MAX_BODY ? (int) number : -1;
    }
}
