package dev.podd.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A screen that keeps what is shown. Escape characters are spelled out, so that golden text can be read. */
public final class TestScreen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err;
    private final Screen screen;

    private TestScreen(boolean isTerminal, boolean isStyled) {
        err = isTerminal ? out : new ByteArrayOutputStream();
        screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), isTerminal, isStyled, isStyled);
    }

    /** A terminal with colour: both streams are one. */
    public static TestScreen terminal() {
        return new TestScreen(true, true);
    }

    /** A terminal whose person asked for no colours: both streams are one. */
    public static TestScreen plainTerminal() {
        return new TestScreen(true, false);
    }

    /** Two pipes. */
    public static TestScreen pipes() {
        return new TestScreen(false, false);
    }

    public Screen screen() {
        return screen;
    }

    public String out() {
        return spelled(out);
    }

    public String err() {
        return spelled(err);
    }

    private static String spelled(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\u001b", "\\e").replace("\r", "\\r");
    }
}
