package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
    @ParameterizedTest
    @CsvSource({"'a\r\nb\r\n', b, 'x\ny', 'a\r\nx\r\ny\r\n'", "'a\nb\r\nc', b, 'x\ny', 'a\nx\r\ny\r\nc'",
        "'a\r\nb\nc', 'a\nb', 'x\ny', 'x\r\ny\nc'", "'a\r\nb', b, 'x\ny', 'a\r\nx\r\ny'", "'a\nb', b, '', 'a\n'",
        "'a\r\nb', 'a\n', '', b", "'\uFEFFa\r\n', a, b, '\uFEFFb\r\n'", "'a\rb\n', a, 'x\ny', 'x\ny\rb\n'",
        "'a', a, 'b\r\nc', 'b\nc'"})
    void anEditUsesTheLineEndsAroundIt(String before, String old, String fresh, String after) {
        TextFile file = text(before.getBytes(UTF_8));
        int at = file.text().indexOf(old);

        byte[] edited = file.edited(List.of(new TextFile.Edit(at, at + old.length(), fresh))).bytes();

        assertThat(new String(edited, UTF_8)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nb\r\n', 'b\nc\n', 'b\r\nc\r\n'", "'a\nb', 'c\n', 'c\n'",
        "'a\r\nb\nc\r\n', 'a\nnew\nb\nc\n', 'a\r\nnew\nb\nc\r\n'", "'', 'a\r\n', 'a\r\n'", "'\uFEFFa', b, '\uFEFFb'"})
    void aRewriteKeepsTheLineEndsOfLinesThatStay(String before, String content, String after) {
        assertThat(new String(text(before.getBytes(UTF_8)).rewritten(content).bytes(), UTF_8)).isEqualTo(after);
    }

    @Test
    void theModelSeesTextWithPlainLineEndsAndNoMark() {
        assertThat(text("\uFEFFa\r\nb\rc\n".getBytes(UTF_8)).text()).isEqualTo("a\nb\rc\n");
        assertThat(text("\uFEFFGrün\r\n".getBytes(UTF_16LE)).text()).isEqualTo("Grün\n");
        assertThat(text("Grün\n".getBytes(ISO_8859_1)).lines()).containsExactly("Grün");
        assertThat(text(new byte[0]).lines()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreNotRead() {
        assertThat(TextFile.of(new byte[] {'a', 0, 'b'})).isEmpty();
        assertThat(TextFile.of(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8, 0, 0})).isEmpty();
    }

    @Test
    void aCharacterThatTheEncodingLacksIsRefused() {
        TextFile file = text("Grün".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> file.rewritten("→").bytes()).isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("ISO-8859-1");
    }

    /** Whatever bytes a text file holds, an edit changes what it says and not a byte more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bytesOutsideAnEditStay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Sample sample = Sample.random(random);
            TextFile file = text(sample.bytes());
            assertThat(file.bytes()).isEqualTo(sample.bytes());

            int line = random.nextInt(sample.lines.size());
            int start = sample.offset(line);
            TextFile.Edit edit = new TextFile.Edit(start, start + sample.lines.get(line).length(), "new");
            assertThat(file.edited(List.of(edit)).bytes()).isEqualTo(sample.with(line, "new").bytes());
        }
    }

    private static TextFile text(byte[] bytes) {
        return TextFile.of(bytes).orElseThrow();
    }

    /** Lines, each with an end of its own, in some encoding with or without a mark. */
    private record Sample(Charset charset, String mark, List<String> lines, List<String> ends) {
        private static final List<String> WORDS = List.of("", "a", "int x = 1;", "Grün", "\t", "\r", "ÿ", "end");

        static Sample random(Random random) {
            Charset charset = List.of(UTF_8, UTF_8, ISO_8859_1, UTF_16LE).get(random.nextInt(4));
            boolean isMarked = charset.equals(UTF_16LE) || (charset.equals(UTF_8) && random.nextBoolean());
            List<String> lines = new ArrayList<>();
            List<String> ends = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                lines.add(WORDS.get(random.nextInt(WORDS.size())) + "x");
                ends.add(i == count - 1 && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
            }
            return new Sample(charset, isMarked ? "\uFEFF" : "", lines, ends);
        }

        byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(mark.getBytes(charset));
            for (int i = 0; i < lines.size(); i++) {
                bytes.writeBytes((lines.get(i) + ends.get(i)).getBytes(charset));
            }
            return bytes.toByteArray();
        }

        /** Where a line starts in the text that a model sees. */
        int offset(int line) {
            return lines.subList(0, line).stream().mapToInt(each -> each.length() + 1).sum();
        }

        Sample with(int line, String text) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(line, text);
            return new Sample(charset, mark, changed, ends);
        }
    }
}
