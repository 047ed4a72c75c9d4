package dev.podd.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RenderedTextTest {
    private static final String MARKDOWN = """
            # What *Podd* is

            An **agent** behind `every` editor, see
            [the map](daemon/ARCHITECTURE.md) or <https://example.org>.

            ## Parts

            - doors
              - for editors
              - for a *terminal*
            - Pods
            - models

            1. first

               with a second paragraph
            1. then
            1. last

            ```java
            int x = 1;

            return **x**;
            ```
            > quoted
            > words

            | name | count |
            |:-----|------:|
            | `a`  | 1     |
            | long | 12345 |

            ---
            A line with <b>HTML</b> and a bell\u0007 and an escape \u001b[31m in it.\\
            After a hard break.
            """;

    @Test
    void everyKindOfBlockHasItsLook() {
        Golden.check("terminal/markdown.txt", "Markdown as a terminal shows it; \\e is the escape character.",
                rendered(MARKDOWN));
    }

    @Test
    void theSameIsShownHoweverTheTextIsCut() {
        String whole = rendered(MARKDOWN);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(rendered(cut(MARKDOWN, new Random(seed)))).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void aBlockIsShownWhenTheNextBegins() {
        TestScreen terminal = TestScreen.terminal();
        RenderedText text = new RenderedText(terminal.screen().out(), Ink.ANSI, () -> {});

        text.add("one\n\n");
        assertThat(terminal.out()).isEmpty();
        text.add("two\n");
        assertThat(terminal.out()).isEqualTo("one\n");
    }

    @Test
    void aLineOfCodeAndAnEntryOfAListAreShownAtOnce() {
        TestScreen terminal = TestScreen.terminal();
        RenderedText text = new RenderedText(terminal.screen().out(), Ink.NONE, () -> {});

        text.add("```\nint x;\n");
        assertThat(terminal.out()).isEqualTo("  int x;\n");
        text.add("```\n- a\n- b\n");
        assertThat(terminal.out()).isEqualTo("  int x;\n\n• a\n");
    }

    private static String rendered(String... pieces) {
        TestScreen terminal = TestScreen.terminal();
        RenderedText text = new RenderedText(terminal.screen().out(), Ink.ANSI, () -> {});
        for (String piece : pieces) {
            text.add(piece);
        }
        text.end();
        return terminal.out();
    }

    private static String[] cut(String text, Random random) {
        java.util.List<String> pieces = new java.util.ArrayList<>();
        for (int at = 0; at < text.length();) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces.toArray(String[]::new);
    }
}
