package dev.podd.terminal;

/** A whole text of Markdown on a screen: rendered on a terminal with colours, as it is elsewhere. */
public final class Page {
    private Page() {}

    public static void show(Screen screen, String markdown) {
        AnswerText text = screen.isOutStyled() ? new RenderedText(screen.out(), screen.outInk(), () -> {})
                : new RawText(screen, () -> {});
        text.add(markdown);
        text.end();
    }
}
