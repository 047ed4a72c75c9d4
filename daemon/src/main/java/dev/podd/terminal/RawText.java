package dev.podd.terminal;

import java.io.PrintStream;

/** Passes the Markdown on as it comes, for pipes and files. Messages are a blank line apart. */
final class RawText implements AnswerText {
    private final PrintStream out;
    private final Runnable beforeWriting;
    private boolean isInside;
    private boolean hadOne;
    private boolean endsLine;

    /** @param beforeWriting takes away what stands on the current line */
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
