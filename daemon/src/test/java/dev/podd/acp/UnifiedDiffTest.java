package dev.podd.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.acp.wire.ToolCallContent.Diff;
import dev.podd.workspace.LineDiff;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    private static final Path FOLDER = Path.of("/project");

    @Test
    void eachHunkHasTheTextBeforeAndAfterIt() {
        String before = "a\n".repeat(10) + "-- old\n" + "b\n".repeat(10) + "c\n";
        String after = "a\n".repeat(10) + "++ new\n" + "b\n".repeat(10) + "c\nd\n";
        String diff = LineDiff.of(before, after).unified("src/x.txt");
        assertThat(UnifiedDiff.changes(diff, FOLDER)).containsExactly(
                new Diff("/project/src/x.txt", "a\na\na\n-- old\nb\nb\nb\n", "a\na\na\n++ new\nb\nb\nb\n"),
                new Diff("/project/src/x.txt", "b\nb\nc\n", "b\nb\nc\nd\n"));
    }

    @Test
    void aNewFileHasNoTextBefore() {
        String diff = LineDiff.of("", "one\ntwo\n").unified("/other/new.txt");
        assertThat(UnifiedDiff.changes(diff, FOLDER)).containsExactly(new Diff("/other/new.txt", null, "one\ntwo\n"));
    }

    @Test
    void severalFilesAreToldApartAndRemarksAreNoLines() {
        String diff = LineDiff.of("a", "b").unified("one") + "\n" + LineDiff.of("c\n", "").unified("two");
        assertThat(UnifiedDiff.changes(diff, FOLDER)).containsExactly(new Diff("/project/one", "a\n", "b\n"),
                new Diff("/project/two", "c\n", ""));
    }
}
