package dev.podd.terminal;

import dev.podd.transcript.Visible;
import java.io.PrintStream;

/**
 * Where a turn is shown: the answer goes to standard output, all else to standard error.
 *
 * @param isTerminal  whether standard output is a terminal, with colours or without
 * @param isOutStyled whether the answer is rendered, with colour and styles; else it stays Markdown
 * @param isErrStyled whether all else has colour, and may move on its line
 */
public record Screen(PrintStream out, PrintStream err, boolean isTerminal, boolean isOutStyled,
        boolean isErrStyled) {
    /** Text of others for standard output: as it is in a pipe or a file, without control characters on a terminal. */
    public String shown(String text) {
        return isTerminal ? Visible.text(text) : text;
    }

    Ink outInk() {
        return isOutStyled ? Ink.ANSI : Ink.NONE;
    }

    Ink errInk() {
        return isErrStyled ? Ink.ANSI : Ink.NONE;
    }
}
