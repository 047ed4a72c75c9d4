package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of 10 bytes of beginning and 6 of end holds. */
final class KeptOutputTest {
    @TempDir
    Path folder;

    @Test
    void whatFitsIsKeptWhole() throws Exception {
        check("", "");
        check("0123456789", "01234", "56789");
        check("0123456789abcdef", "0123456789", "abc", "def");
    }

    @Test
    void ofMoreTheEndsAreKept() throws Exception {
        check("0123456789\n[3 bytes are not kept here]\ndefghi", "0123456789", "abcdefghi");
        check("0123456789\n[9 bytes are not kept here]\njklmno", "0123456789", "abc", "defghi", "jkl", "mno");
    }

    @Test
    void aCharacterIsNeverCut() throws Exception {
        check("0123456789ü\n[2 bytes are not kept here]\nüüx", "0123456789ü", "äüüx");
    }

    @Test
    void theFileIsReadableWhileItGrows() throws Exception {
        Path file = folder.resolve("kept");
        try (KeptOutput output = open(file)) {
            output.write("0123456789");
            output.write("abcdefgh");
            output.flush();
            assertThat(file).hasContent("0123456789\n[2 bytes are not kept here]\ncdefgh");
            assertThat(output.leftOut()).isEqualTo(2);
            output.write("i");
        }
        assertThat(file).hasContent("0123456789\n[3 bytes are not kept here]\ndefghi");
    }

    private void check(String kept, String... written) throws Exception {
        Path file = Files.createTempFile(folder, "kept", "");
        try (KeptOutput output = open(file)) {
            for (String text : written) {
                output.write(text);
            }
        }
        assertThat(Files.readString(file)).isEqualTo(kept);
    }

    private static KeptOutput open(Path file) throws Exception {
        return new KeptOutput(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), 10, 6);
    }
}
