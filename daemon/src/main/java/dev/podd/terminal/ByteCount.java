package dev.podd.terminal;

import java.util.Locale;

/** Bytes for a person, in units of 1024: {@code 0 B}, {@code 999 B}, {@code 1.5 KB}, {@code 213 MB}. */
public final class ByteCount {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final int STEP = 1024;
    /** From here on no digit follows the point. */
    private static final int WHOLE = 10;

    private ByteCount() {}

    public static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        while (Math.rint(size) >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        boolean isWhole = size >= WHOLE || size == Math.rint(size);
        return String.format(Locale.ROOT, isWhole ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
