package dev.podd.lsp.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerLinesTest {
    private static String all(String text, int piece) {
        AnswerLines lines = new AnswerLines();
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            out.append(lines.add(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return out.append(lines.end()).toString();
    }

    @Test
    void whatWouldPassForAHeadingOfTheChatIsIndented() {
        for (int piece : new int[] {1, 2, 3, 100}) {
            assertThat(all("Hi\n## You\n## Podder\n# You\n##", piece)).isEqualTo("Hi\n ## You\n ## Podder\n# You\n##");
        }
    }

    @Test
    void aCodeBlockThatWasLeftOpenIsClosed() {
        for (int piece : new int[] {1, 4, 100}) {
            assertThat(all("```java\nint a;", piece)).isEqualTo("```java\nint a;\n```");
            assertThat(all("```java\nint a;\n```\n", piece)).isEqualTo("```java\nint a;\n```\n");
            assertThat(all("~~~\n```\n", piece)).isEqualTo("~~~\n```\n~~~");
        }
    }

    @Test
    void whatCannotBeAHeadingComesAtOnce() {
        AnswerLines lines = new AnswerLines();
        assertThat(lines.add("W")).isEqualTo("W");
        assertThat(lines.add("ell\n#")).isEqualTo("ell\n");
        assertThat(lines.add("1")).isEqualTo("#1");
    }
}
