package dev.podd.terminal;

/**
 * Writes Markdown as it comes, for pipes, files and terminals without colours, with a blank line between two messages.
 */
final class RawText implements AnswerText {
    private final Screen screen;
    private final Runnable beforeWriting;
    private boolean isInside;
    private boolean hadOne;
    private boolean endsLine;

    /** @param beforeWriting clears the current line of the terminal */
    RawText(Screen screen, Runnable beforeWriting) {
        this.screen = screen;
        this.beforeWriting = beforeWriting;
    }

    @Override
    public void add(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        beforeWriting.run();
        if (!isInside && hadOne) {
            screen.out().print('\n');
        }
        isInside = true;
        endsLine = piece.endsWith("\n");
        screen.out().print(screen.shown(piece));
        screen.out().flush();
    }

    @Override
    public void end() {
        if (!isInside) {
            return;
        }
        if (!endsLine) {
            screen.out().print('\n');
        }
        isInside = false;
        hadOne = true;
        screen.out().flush();
    }
}
