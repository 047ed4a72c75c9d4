package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.PrivateFolder;
import dev.podd.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    @Test
    void aFileThatGitIgnoresFromNowOnIsNotDeleted() throws Exception {
        Path project = Files.createDirectory(temp.toRealPath().resolve("project"));
        Path ignored = Files.writeString(project.resolve("a.log"), "one\n");
        Path deleted = Files.writeString(project.resolve("b.log"), "two\n");
        Path rewritten = Files.writeString(project.resolve("c.log"), "three\n");
        Path replaced = Files.writeString(project.resolve("d.txt"), "five\n");
        Scope scope = Scope.writable(project);
        try (PrivateFolder folder = new PrivateFolder()) {
            CommandChanges changes = new CommandChanges(() -> scope, folder::scratch);
            changes.starting("1");
            Files.writeString(project.resolve(".gitignore"), "*.log\n");
            Files.delete(deleted);
            Files.writeString(rewritten, "four\n");
            Files.delete(replaced);
            Files.createSymbolicLink(replaced, rewritten);

            CommandChanges.Found found = changes.ended("1");
            assertThat(ignored).exists();
            assertThat(found.changes()).extracting(change -> change.file().getFileName() + ": "
                    + string(change.before()) + " -> " + string(change.after()))
                    .containsExactly(".gitignore: null -> *.log\n", "b.log: two\n -> null", "c.log: three\n -> four\n",
                            "d.txt: five\n -> null");
            assertThat(found.others()).isEmpty();
        }
    }

    /** Else the undo of the command would delete it. What was moved, or unpacked with its old times, is new all the same. */
    @Test
    void aFileThatGitIgnoresNoLongerIsNotNew() throws Exception {
        Path project = Files.createDirectory(temp.toRealPath().resolve("project"));
        Path rules = Files.writeString(project.resolve(".gitignore"), "*.log\n");
        Path old = Files.writeString(project.resolve("a.log"), "one\n");
        Path moved = Files.writeString(Files.createDirectory(project.resolve("app")).resolve("c.txt"), "three\n");
        FileTime earlier = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(moved, earlier);
        Scope scope = Scope.writable(project);
        try (PrivateFolder folder = new PrivateFolder()) {
            Thread.sleep(30); // times of files are those of the kernel's tick
            CommandChanges changes = new CommandChanges(() -> scope, folder::scratch);
            changes.starting("1");
            Thread.sleep(30);
            Files.delete(rules);
            Path made = Files.writeString(project.resolve("b.log"), "two\n");
            Path unpacked = Files.writeString(project.resolve("d.txt"), "four\n");
            Files.setLastModifiedTime(unpacked, earlier);
            Files.move(moved.getParent(), project.resolve("web"));

            CommandChanges.Found found = changes.ended("1");
            assertThat(old).exists();
            assertThat(found.changes()).extracting(CommandChanges.Change::file)
                    .containsExactly(rules, moved, made, unpacked, project.resolve("web/c.txt"));
            assertThat(found.others()).isEmpty();
        }
    }

    private static @Nullable String string(byte @Nullable [] content) {
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }
}
