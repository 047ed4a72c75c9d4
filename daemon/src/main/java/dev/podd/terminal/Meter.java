package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import java.util.Locale;

/** A line that counts while something takes its time; only on a terminal. Any thread, one at a time. */
public final class Meter implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Screen screen;
    private final String what;
    private boolean isShown;

    /** @param what is counted, in the plural */
    public Meter(Screen screen, String what) {
        this.screen = screen;
        this.what = what;
    }

    public void reached(long done, long of) {
        if (screen.isErrStyled()) {
            screen.err().print(CLEAR_LINE + screen.errInk().paint(
                    String.format(Locale.ROOT, "%,d of %,d %s", done, of, what), Style.DIM));
            screen.err().flush();
            isShown = true;
        }
    }

    @Override
    public void close() {
        if (isShown) {
            screen.err().print(CLEAR_LINE);
            screen.err().flush();
        }
    }
}
