package dev.podd.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChangedFileTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aChangeIsFoldedBehindItsName() {
        assertThat(ChangedFile.folded("a<b>.txt", bytes("one\n"), bytes("two\n"), "")).isEqualTo("""
                <details><summary>a&lt;b>.txt changed</summary>

                ```diff
                --- a/a<b>.txt
                +++ b/a<b>.txt
                @@ -1,1 +1,1 @@
                -one
                +two
                ```

                </details>""");
    }

    @Test
    void aTextOfTooManyLinesIsNotCompared() {
        assertThat(ChangedFile.folded("a.txt", bytes("x\n".repeat(400_000)), null, "")).isEqualTo("""
                <details><summary>a.txt deleted</summary>

                ```diff
                Too many lines to compare.
                ```

                </details>""");
    }
}
