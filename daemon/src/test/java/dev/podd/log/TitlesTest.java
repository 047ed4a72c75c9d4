package dev.podd.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TitlesTest {
    @Test
    void aShortInputIsItsTitle() {
        assertThat(title("Why is it slow?")).isEqualTo("Why is it slow?");
    }

    @Test
    void linesAreJoined() {
        assertThat(title("  Hello,\r\n\r\n\tplease\u0000look  ")).isEqualTo("Hello, please look");
    }

    @Test
    void aLongInputIsCutAfterAWord() {
        assertThat(title("word ".repeat(40))).isEqualTo("word ".repeat(11) + "word…").hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void oneLongWordIsCutBetweenCharacters() {
        assertThat(title("x" + "😀".repeat(40))).isEqualTo("x" + "😀".repeat(29) + "…").hasSizeLessThanOrEqualTo(60);
        assertThat(title("😀".repeat(40))).isEqualTo("😀".repeat(29) + "…");
    }

    @Test
    void anInputWithoutWordsHasNone() {
        assertThat(title(" \n ")).isNull();
        assertThat(Titles.of(new Item.Message("i1", Role.USER, List.of(new Part.Image("image/png", "")), false)))
                .isNull();
    }

    private static @Nullable String title(String text) {
        return Titles.of(Item.Message.text("i1", Role.USER, text));
    }
}
