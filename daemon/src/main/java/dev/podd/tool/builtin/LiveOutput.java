package dev.podd.tool.builtin;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Shows what a command prints while it runs, as a person can follow it: at most 20 pieces a second, each with the
 * latest output and a line that says how much was passed over. After the first megabyte pieces are shorter and rarer,
 * so that no command costs its watchers more than some kilobytes a second.
 */
final class LiveOutput implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration SELDOM = Duration.ofMillis(500);
    private static final int LONG_PIECE = 8192;
    private static final int SHORT_PIECE = 1024;
    private static final long BUDGET = 1 << 20;

    private final Consumer<String> listener;
    /** The latest output that was not shown yet. Guarded by this, as is all below. */
    private final StringBuilder waiting = new StringBuilder();
    private long passedOver;
    private long shown;
    private final Paced pieces = new Paced("podd-live-output", this::interval, this::show);

    LiveOutput(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(String text) {
        synchronized (this) {
            waiting.append(text);
            int over = waiting.length() - maxPiece();
            if (over > 0) {
                int cut = Character.isLowSurrogate(waiting.charAt(over)) ? over + 1 : over;
                waiting.delete(0, cut);
                passedOver += cut;
            }
        }
        pieces.request();
    }

    /** Shows what is left. */
    @Override
    public void close() {
        pieces.close();
    }

    private void show() {
        String piece = next();
        if (!piece.isEmpty()) {
            listener.accept(piece);
        }
    }

    private synchronized String next() {
        String note = passedOver == 0 ? "" : "\n[" + passedOver + " characters are not shown]\n";
        String piece = note + waiting;
        waiting.setLength(0);
        passedOver = 0;
        shown += piece.length();
        return piece;
    }

    private synchronized int maxPiece() {
        return shown < BUDGET ? LONG_PIECE : SHORT_PIECE;
    }

    private synchronized Duration interval() {
        return shown < BUDGET ? OFTEN : SELDOM;
    }
}
