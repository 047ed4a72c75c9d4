package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFinderTest {
    @TempDir
    private Path temp;
    private Path root;
    private long second = 1_000_000;
    private final FileFinder finder = new FileFinder();

    @BeforeEach
    void resolve() throws IOException {
        root = temp.toRealPath();
    }

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * second++));
        return file;
    }

    private List<String> find(String query, List<Path> open, List<Path> touched) throws InterruptedException {
        return finder.find(root, query, 10, open, touched).stream().map(FileFinder.Found::path).toList();
    }

    @Test
    void withoutAQueryFilesTouchedLastComeFirst() throws Exception {
        file("old.txt");
        Path touched = file("src/touched.txt");
        Path open = file("src/open.txt");
        file("new.txt");
        assertThat(find("", List.of(open), List.of(touched))).containsExactly("src/open.txt", "src/touched.txt",
                "new.txt", "old.txt");
    }

    @Test
    void amongEqualMatchesTheOneTouchedLastComesFirst() throws Exception {
        file("b/Turn.java");
        Path touched = file("a/Turn.java");
        file("c/Turn.java");
        file("c/Unrelated.java");
        assertThat(find("turn", List.of(), List.of(touched))).containsExactly("a/Turn.java", "c/Turn.java",
                "b/Turn.java");
    }

    @Test
    void whatGitIgnoresAndWhatHoldsKeysIsNotFound() throws Exception {
        file("src/a.txt");
        file("target/a.txt");
        file(".git/a.txt");
        file("sub/a.txt");
        file("sub/a.log");
        file(".env");
        Files.writeString(root.resolve(".gitignore"), "target/\n");
        Files.writeString(root.resolve("sub/.gitignore"), "*.log\n");
        assertThat(find("a", List.of(), List.of())).containsExactly("sub/a.txt", "src/a.txt");
        assertThat(find("env", List.of(root.resolve(".env")), List.of())).isEmpty();
    }

    @Test
    void aDocumentThatIsInNoFileYetIsFoundUnlessGitWouldIgnoreIt() throws Exception {
        file("a.txt");
        Files.writeString(root.resolve(".gitignore"), "*.log\n");
        Path unsaved = root.resolve("new/unsaved.txt");
        assertThat(finder.find(root, "unsaved", 10, List.of(unsaved, root.resolve("unsaved.log")), List.of()))
                .containsExactly(new FileFinder.Found("new/unsaved.txt", unsaved, unsaved));
    }

    @Test
    void aFileThatIsOpenUnderALinkIsTheFile() throws Exception {
        Path real = file("dir/a.txt");
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("dir"));
        assertThat(finder.find(root, "a.txt", 10, List.of(link.resolve("a.txt")), List.of()))
                .containsExactly(new FileFinder.Found("dir/a.txt", real, link.resolve("a.txt")));
    }

    @Test
    void noMoreThanTheLimitAndTheBestOfAll() throws Exception {
        for (int i = 0; i < 300; i++) {
            file("many/some" + i + "thing.txt");
        }
        file("x/some.txt");
        List<FileFinder.Found> found = finder.find(root, "some.txt", 3, List.of(), List.of());
        assertThat(found).hasSize(3);
        assertThat(found.getFirst().path()).isEqualTo("x/some.txt");
    }

    @Test
    void aFolderThatIsNoneIsNamed() throws Exception {
        Path file = file("a.txt");
        assertThatThrownBy(() -> finder.find(root.resolve("none"), "", 1, List.of(), List.of()))
                .isInstanceOf(WorkspaceException.class).hasMessage("there is no folder " + root.resolve("none"));
        assertThatThrownBy(() -> finder.find(file, "", 1, List.of(), List.of()))
                .isInstanceOf(WorkspaceException.class).hasMessage(file + " is no folder");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        file("a.txt");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> find("a", List.of(), List.of())).isInstanceOf(InterruptedException.class);
        assertThat(find("a", List.of(), List.of())).containsExactly("a.txt");
    }
}
