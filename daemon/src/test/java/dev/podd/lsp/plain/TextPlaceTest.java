package dev.podd.lsp.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextPlaceTest {
    private static String moved(String marked, String now) {
        int offset = marked.indexOf('|');
        TextPlace place = new TextPlace(marked.replace("|", ""), offset).in(now);
        return place.with("|").text();
    }

    @Test
    void aPlaceStaysWhereItsTextIs() {
        assertThat(moved("one\ntwo|\n", "zero\none\ntwo\n")).isEqualTo("zero\none\ntwo|\n");
        assertThat(moved("one\ntwo|\n", "one\ntwo\nthree\n")).isEqualTo("one\ntwo|\nthree\n");
        assertThat(moved("one\ntwo|\n", "one\ntwotyped\n")).isEqualTo("one\ntwo|typed\n");
        assertThat(moved("one\ntwo|\n", "o\n")).isEqualTo("o|\n");
    }

    @Test
    void anEditorThatTrimsLinesDoesNotMoveWhatIsTypedBeforeIt() {
        assertThat(moved("one w4 |\n", "one w4\n\nMore\n")).isEqualTo("one w4|\n\nMore\n");
    }

    @Test
    void changesOnBothSidesAtOnceDoNotMoveIt() {
        assertThat(moved("an old beginning\nsome text before it|\n",
                "a new beginning\nsome text before it\nand a draft\n"))
                .isEqualTo("a new beginning\nsome text before it|\nand a draft\n");
    }

    /** Whatever is typed before, behind, or at the place: all that was put there comes in its order, once. */
    @Test
    void piecesPutAtAPlaceWhileSomeoneTypesComeInTheirOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            TextPlace place = new TextPlace("## You\n\nquestion\n\n## Podd\n\n\n", 27);
            StringBuilder put = new StringBuilder();
            for (int step = 0; step < 30; step++) {
                String text = place.text();
                int at = random.nextBoolean() ? random.nextInt(8) + 8 : text.length() - random.nextInt(text.length()
                        - place.offset() + 1);
                place = place.in(text.substring(0, at) + (char) ('0' + random.nextInt(10)) + text.substring(at));
                String piece = random.nextInt(4) == 0 ? "\n" : String.valueOf((char) ('a' + random.nextInt(26)));
                String before = place.text();
                TextPlace after = place.with(piece);
                assertThat(Difference.shows(before, after.text(), after.text())).isTrue();
                assertThat(Difference.shows(before, after.text(), before)).isFalse();
                place = after;
                put.append(piece);
            }
            assertThat(place.before().substring(place.before().indexOf("Podd\n\n") + 6)).isEqualTo(put.toString());
        }
    }
}
