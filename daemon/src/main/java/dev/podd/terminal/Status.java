package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import org.jspecify.annotations.Nullable;

/** The moving line that names what is waited for; shown on a terminal only. Lives on one thread. */
final class Status {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int MOST = 72;

    private final Screen screen;
    private @Nullable String text;
    private boolean isShown;
    private int frame;

    Status(Screen screen) {
        this.screen = screen;
    }

    /** Sets what is waited for; shown from the next tick on. */
    void set(String next) {
        text = Visible.line(next, MOST);
    }

    /** Removes the line until the next {@link #set}. */
    void none() {
        hide();
        text = null;
    }

    /** Removes the line so that other text can be written; the next tick shows it again. */
    void hide() {
        if (isShown) {
            screen.err().print(CLEAR_LINE);
            screen.err().flush();
            isShown = false;
        }
    }

    void tick() {
        if (text == null || !screen.isErrStyled()) {
            return;
        }
        frame = (frame + 1) % FRAMES.length();
        screen.err().print(CLEAR_LINE + screen.errInk().paint(FRAMES.charAt(frame) + " " + text, Style.DIM));
        screen.err().flush();
        isShown = true;
    }
}
