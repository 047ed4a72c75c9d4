package dev.podd.terminal;

import java.io.PrintStream;

/** Writes Markdown as it comes, for pipes and files, with a blank line between two messages. */
final class RawText implements AnswerText {
    private final PrintStream out;
    private final Runnable beforeWriting;
    private boolean isInside;
    private boolean hadOne;
    private boolean endsLine;

    /** @param beforeWriting clears the current line of the terminal */
    RawText(PrintStream out, Runnable beforeWriting) {
        this.out = out;
        this.beforeWriting = beforeWriting;
    }

    @Override
    public void add(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        beforeWriting.run();
        if (!isInside && hadOne) {
            out.print('\n');
        }
        isInside = true;
        endsLine = piece.endsWith("\n");
        out.print(piece);
        out.flush();
    }

    @Override
    public void end() {
        if (!isInside) {
            return;
        }
        if (!endsLine) {
            out.print('\n');
        }
        isInside = false;
        hadOne = true;
        out.flush();
    }
}
