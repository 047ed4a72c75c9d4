package dev.podd.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text to be found in bytes, by the algorithm of Boyer, Moore and Horspool: it looks at the last byte first and jumps
 * by what that says, so that most bytes are never looked at. The platform's own search is faster only where its compiler
 * has vector instructions for it, which the one that starts fast has not.
 */
final class Needle {
    private static final int BYTES = 256;

    private final String text;
    private final byte[] bytes;
    /** Which byte each one counts as: itself, or its lower case. */
    private final byte[] fold;
    /** How far to go on when the window ends with this byte; 0 for the one that the text ends with. */
    private final int[] jump = new int[BYTES];
    private final int jumpAfterEnd;

    private Needle(String text, byte[] fold) {
        this.text = text;
        this.fold = fold;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        Arrays.fill(jump, bytes.length);
        int last = bytes.length - 1;
        for (int i = 0; i <= last; i++) {
            jumpFor(bytes[i], last - i);
        }
        jumpAfterEnd = last - lastBefore(bytes, last);
    }

    private void jumpFor(byte folded, int distance) {
        for (int each = 0; each < BYTES; each++) {
            if (fold[each] == folded) {
                jump[each] = distance;
            }
        }
    }

    /** Where the last byte stands before, -1 when it does not. */
    private static int lastBefore(byte[] bytes, int last) {
        int at = last - 1;
        while (at >= 0 && bytes[at] != bytes[last]) {
            at--;
        }
        return at;
    }

    /** Any case is that of ASCII letters only. */
    static Needle of(String text, boolean ignoresCase) {
        byte[] fold = new byte[BYTES];
        for (int each = 0; each < BYTES; each++) {
            fold[each] = (byte) (ignoresCase && each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each);
        }
        return new Needle(ignoresCase ? text.toLowerCase(Locale.ROOT) : text, fold);
    }

    /** Where it is next in the first {@code length} bytes, from {@code from} on; -1 when it is not. */
    int next(byte[] block, int length, int from) {
        int last = bytes.length - 1;
        for (int at = from + last; at < length;) {
            int distance = jump[block[at] & 0xFF];
            if (distance == 0) {
                if (isAt(block, at - last)) {
                    return at - last;
                }
                distance = jumpAfterEnd;
            }
            at += distance;
        }
        return -1;
    }

    private boolean isAt(byte[] block, int start) {
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (fold[block[start + i] & 0xFF] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
