package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/a/b.txt", "/a b/c%d#e?f", "/ä/日本/😀", "/e\u0301", "/-_.~!$&'()*+,;=:@", "/[a]{b}|^`\"<>\\",
                "/a\nb\tc\u0001", "/"})
    void aFileIsWrittenAsTheFileSystemWouldAndReadBack(String name) {
        Path path = Path.of(name);
        assertThat(FileUris.file(path)).isEqualTo(path.toUri().toString());
        assertThat(FileUris.path(FileUris.file(path))).contains(path);
    }

    @Test
    void aFolderEndsInASlashWhetherItIsThereOrNot(@TempDir Path folder) {
        assertThat(FileUris.folder(folder)).isEqualTo(folder.toUri().toString());
        assertThat(FileUris.folder(folder.resolve("gone"))).isEqualTo(folder.toUri() + "gone/");
        assertThat(FileUris.folder(Path.of("/"))).isEqualTo("file:///");
    }
}
