package dev.podd.inline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineAnswerTest {
    private static final String OLD = "one\ntwo\nthree\n";

    private static String plain(String escaped) {
        return escaped.replace("\\n", "\n").replace("\\r", "\r");
    }

    /** Each line: what stood in the range, the answer, the new text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            a\\n       | ```\\nb\\n```                            | b\\n
            a\\n       | ```java\\nb\\n```\\n                      | b\\n
            a          | ```java\\nb\\n```\\n                      | b
            a\\n       | b                                        | b\\n
            a\\n       | \\n\\nb\\nc\\n\\n                         | b\\nc\\n
            a          | b\\n                                     | b
            a\\r\\n    | ```\\nb\\nc\\n```                         | b\\r\\nc\\r\\n
            a\\n       | ```\\n```                                | ""
            a\\n       | ````\\n```\\nb\\n```\\n````                | ```\\nb\\n```\\n
            a\\n       | Here it is:\\n```\\nb\\n```\\nDone.         | b\\n
            one\\ntwo\\nthree\\n | <<<<<<< SEARCH\\ntwo\\n=======\\nzwei\\nzwo\\n>>>>>>> REPLACE | one\\nzwei\\nzwo\\nthree\\n
            one\\ntwo\\nthree    | <<<<<<< SEARCH\\nthree\\n=======\\ndrei\\n>>>>>>> REPLACE    | one\\ntwo\\ndrei
            one\\ntwo\\nthree\\n | <<<<<<< SEARCH\\none\\n=======\\n>>>>>>> REPLACE\\n<<<<<<< SEARCH\\nthree\\n=======\\ndrei\\n>>>>>>> REPLACE | two\\ndrei\\n
            one\\n     | ```\\n<<<<<<< SEARCH\\none\\n=======\\neins\\n>>>>>>> REPLACE\\n``` | eins\\n
            """)
    void theNewTextIsTakenInEveryForm(String old, String answer, String text) {
        assertThat(new InlineAnswer(plain(old)).read(plain(answer)).text()).isEqualTo(plain(text));
    }

    @Test
    void whatIsSaidBesideTheTextIsANote() {
        assertThat(new InlineAnswer("a\n").read("I did it.\n```\nb\n```\nReally.").note())
                .isEqualTo("I did it.\nReally.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            " "                                                        | answerUnreadable | is empty
            ```\\nb                                                    | answerUnreadable | ends within its code block
            ```\\na\\n```\\nor\\n```\\nb\\n```                          | answerUnreadable | holds several code blocks
            <<<<<<< SEARCH\\ntwo\\n=======\\nzwei                      | answerUnreadable | ends within a search and replace block
            <<<<<<< SEARCH\\nvier\\n=======\\nzwei\\n>>>>>>> REPLACE    | answerUnreadable | searches for lines that are not in the range
            CANNOT: it is a poem                                       | refused          | it is a poem
            """)
    void whatIsNoTextForTheRangeIsShown(String answer, String code, String message) {
        assertThatThrownBy(() -> new InlineAnswer(OLD).read(plain(answer)))
                .isInstanceOfSatisfying(InlineFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    /** At no point of an answer is anything shown that is not the beginning of the new text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ```java\\nint a;\\nint b;\\n```
            int a;\\nint b;
            Here:\\n```\\nint a;\\n```\\n
            """)
    void anAnswerThatIsComingShowsTheBeginningOfTheText(String answer) {
        String whole = plain(answer);
        InlineAnswer reader = new InlineAnswer("old\n");
        String text = reader.read(whole).text();
        for (int length = whole.startsWith("Here") ? 10 : 0; length <= whole.length(); length++) {
            assertThat(text).as(length + " of " + answer).startsWith(reader.readSoFar(whole.substring(0, length)));
        }
        assertThat(reader.readSoFar(whole).strip()).isEqualTo(text.strip());
    }

    @Test
    void blocksAreShownAsSoonAsTheyAreWhole() {
        InlineAnswer reader = new InlineAnswer(OLD);
        String first = "<<<<<<< SEARCH\ntwo\n=======\nzwei\n>>>>>>> REPLACE\n";
        assertThat(reader.readSoFar("<<<<<<< SEA")).isEqualTo(OLD);
        assertThat(reader.readSoFar(first + "<<<<<<< SEARCH\nthree")).isEqualTo("one\nzwei\nthree\n");
    }
}
