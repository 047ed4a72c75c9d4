package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.PrivateFolder;
import dev.podd.scope.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandChangesTest {
    @TempDir
    private Path temp;

    /** As by a cancel while it looks, or by the end of the time for it. */
    @Test
    void anInterruptWhileContentsAreKeptLosesNoChange() throws Exception {
        Path project = Files.createDirectory(temp.toRealPath().resolve("project"));
        Path file = Files.writeString(project.resolve("a.txt"), "one\n");
        Scope scope = Scope.writable(project);
        try (PrivateFolder folder = new PrivateFolder()) {
            CommandChanges changes = new CommandChanges(() -> scope, () -> {
                var scratch = folder.scratch();
                Thread.currentThread().interrupt();
                return scratch;
            });
            changes.starting("1");
            Files.writeString(file, "one\ntwo\n");

            CommandChanges.Found found = changes.ended("1");
            assertThat(found.others()).isEmpty();
            assertThat(found.changes()).singleElement().satisfies(change -> {
                assertThat(change.file()).isEqualTo(file);
                assertThat(change.before()).asString().isEqualTo("one\n");
                assertThat(change.after()).asString().isEqualTo("one\ntwo\n");
            });
        }
    }
}
