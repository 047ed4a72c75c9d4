package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No tool leaves the scope, least of all through a symbolic link. */
class EscapeTest {
    private static final String SECRET = "the secret outside";

    @TempDir
    Path temp;

    private Desk desk;
    private Path outside;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(temp.toRealPath());
        outside = Files.createDirectory(temp.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), SECRET + "\n");
        Files.createSymbolicLink(desk.folder.resolve("folder"), outside);
        Files.createSymbolicLink(desk.folder.resolve("file.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(desk.folder.resolve("broken"), outside.resolve("none"));
        desk.file(".env", SECRET).file("inside.txt", "inside\n");
        desk.deny(".env");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§',
            value = {"glob§{'pattern':'*','path':'PATH'}", "grep§{'pattern':'secret','path':'PATH'}",
                "list§{'path':'PATH'}", "read§{'path':'PATH'}", "write§{'path':'PATH','content':'mine'}",
                "edit§{'path':'PATH','edits':[{'old_string':'the','new_string':'my'}]}"})
    void aPathThatLeavesTheScopeIsRefused(String tool, String arguments) throws Exception {
        for (String path : new String[] {"folder/secret.txt", "file.txt", "../outside/secret.txt", ".env", "broken",
            "folder/none", "none/../../outside/secret.txt", outside + "/secret.txt", "folder"}) {
            String answer = desk.call(tool, arguments.replace("PATH", path));

            assertThat(answer).as(path).startsWith("error: ").containsAnyOf("outside the scope", "leads nowhere")
                    .doesNotContain(SECRET);
        }
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET + "\n");
        assertThat(outside).isDirectoryNotContaining(path -> !path.endsWith("secret.txt"));
        assertThat(desk.content(".env")).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', value = {"glob§{'pattern':'**'}§ok: 1 file\\n\\ninside.txt",
        "grep§{'pattern':''}§ok: 1 match in 1 of 2 files\\n\\ninside.txt\\n1:inside",
        "list§{'depth':9}§ok: .: 4 entries\\n\\nbroken  (link)\\nfile.txt  (link)\\nfolder  (link)\\ninside.txt  7 B"})
    void aSearchShowsNothingThatTheScopeDenies(String tool, String arguments, String expected) throws Exception {
        String answer = desk.call(tool, arguments).replace("1 of 1 file", "1 of 2 files"); // ripgrep counts what it may not show
        assertThat(answer).isEqualTo(expected.replace("\\n", "\n"));
    }
}
