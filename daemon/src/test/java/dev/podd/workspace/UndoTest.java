package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back of a file that was changed, and what stays. A content's name is the content itself here. */
class UndoTest {
    @TempDir
    private Path temp;
    private Path root;
    private Workspace workspace;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        root = temp.toRealPath();
        Scope scope = Scope.writable(root);
        workspace = new Workspace(root, () -> scope, new PathLocks(), new OutputFolder(root.resolve("outputs")),
                OpenDocuments.NONE);
        file = root.resolve("a.txt");
    }

    /** Changes from left to right; {@code -} is no file, {@code /} a line end. */
    @ParameterizedTest
    @CsvSource({
        "a>b,          b,       a,        restored",
        "a>b b>c,      c,       a,        restored",
        "->b,          b,       -,        restored",
        "a>-,          -,       a,        restored",
        "a>b,          a,       a,        nothing",
        "a>b,          x,       x,        kept",
        "->b,          bx,      bx,       kept",
        "->b,          -,       -,        nothing",
        "a>b,          -,       -,        kept",
        "a>-,          x,       x,        kept",
        "1/2/3/4/5>1/X/3/4/5, 1/X/3/4/mine, 1/2/3/4/mine, restored",
        "1/2/3/4/5>1/X/3/4/5, 1/mine/3/4/5, 1/mine/3/4/5, kept",
        "1/2/3/4/5>1/X/3/4/5, 1/X/mine/4/5, 1/2/mine/4/5, restored",
        "1/a.b.c/3>1/a.b.X/3, 1/mine.b.X/3, 1/mine.b.c/3, restored",
        "1/a.b.c/3>1/a.b.X/3, 1/a.b.mine/3, 1/a.b.mine/3, kept",
        "1/2/3/4/5>1/X/3/4/5 1/X/3/4/mine>1/X/Y/4/mine, 1/X/Y/4/mine, 1/2/3/4/mine, restored",
    })
    void whatSomebodyElseChangedStays(String changes, String now, String then, String how) throws Exception {
        put(now);
        Undo undo = new Undo(workspace, name -> bytes(name));
        List<Undo.Plan> plans = undo.plan(changes(changes).reversed(), UndoTest::name);
        assertThat(found()).isEqualTo(content(now));
        for (Undo.Plan plan : plans) {
            assertThat(undo.make(plan)).isTrue();
        }
        assertThat(found()).isEqualTo(content(then));
        assertThat(plans).hasSize(how.equals("restored") ? 1 : 0);
        assertThat(undo.kept()).hasSize(how.equals("kept") ? 1 : 0);
    }

    @Test
    void aFileThatChangesAfterThePlanIsLeftAlone() throws Exception {
        put("b");
        Undo undo = new Undo(workspace, name -> bytes(name));
        List<Undo.Plan> plans = undo.plan(changes("a>b"), UndoTest::name);
        put("c");
        assertThat(undo.make(plans.getFirst())).isFalse();
        assertThat(found()).isEqualTo("c");
    }

    @Test
    void whatIsOutsideTheScopeNowStays() throws Exception {
        put("b");
        Scope narrow = Scope.of(List.of(ScopeRule.below(".", Permission.READ)), List.of(), root);
        Undo undo = new Undo(
                new Workspace(root, () -> narrow, new PathLocks(), new OutputFolder(root), OpenDocuments.NONE),
                name -> bytes(name));
        assertThat(undo.make(undo.plan(changes("a>b"), UndoTest::name).getFirst())).isFalse();
        assertThat(found()).isEqualTo("b");
    }

    @Test
    void foldersThatWereMadeWithAFileGoWithItAndOthersStay() throws Exception {
        Files.createDirectories(root.resolve("old"));
        long before = made(root.resolve("old"));
        while (System.currentTimeMillis() < before + 100) {
            Thread.onSpinWait();
        }
        long at = System.currentTimeMillis();
        file = Files.createDirectories(root.resolve("old/new/deep")).resolve("a.txt");
        put("b");
        Undo undo = new Undo(workspace, name -> bytes(name));
        for (Undo.Plan plan : undo.plan(List.of(new Undo.Change(file, null, "b", at)), UndoTest::name)) {
            assertThat(undo.make(plan)).isTrue();
        }
        assertThat(root.resolve("old/new")).doesNotExist();
        assertThat(root.resolve("old")).isEmptyDirectory();
    }

    @Test
    void aFolderInWhichSomethingElseLiesStays() throws Exception {
        file = Files.createDirectories(root.resolve("new")).resolve("a.txt");
        put("b");
        Files.writeString(root.resolve("new/mine.txt"), "mine");
        Undo undo = new Undo(workspace, name -> bytes(name));
        assertThat(undo.make(undo.plan(changes("->b"), UndoTest::name).getFirst())).isTrue();
        assertThat(root.resolve("new")).isDirectoryContaining("glob:**/mine.txt");
        assertThat(file).doesNotExist();
    }

    private static long made(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class).creationTime().toMillis();
    }

    private List<Undo.Change> changes(String text) {
        return List.of(text.split(" ")).stream().map(change -> change.split(">"))
                .map(sides -> new Undo.Change(file, content(sides[0]), content(sides[1]), 0)).toList();
    }

    private static @Nullable String content(String text) {
        return text.equals("-") ? null : text.replace('/', '\n');
    }

    private static String name(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void put(String text) throws IOException {
        String content = content(text);
        if (content == null) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, content);
        }
    }

    private @Nullable String found() throws IOException {
        return Files.exists(file) ? Files.readString(file) : null;
    }
}
