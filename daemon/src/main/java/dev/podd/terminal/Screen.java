package dev.podd.terminal;

import java.io.PrintStream;

/**
 * Where a turn is shown: the answer goes to standard output, all else to standard error.
 *
 * @param isOutStyled whether the answer is rendered, with colour and styles; else it stays Markdown
 * @param isErrStyled whether all else has colour, and may move on its line
 */
public record Screen(PrintStream out, PrintStream err, boolean isOutStyled, boolean isErrStyled) {
    Ink outInk() {
        return isOutStyled ? Ink.ANSI : Ink.NONE;
    }

    Ink errInk() {
        return isErrStyled ? Ink.ANSI : Ink.NONE;
    }
}
