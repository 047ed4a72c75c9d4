package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** A process beside Podd exchanges a folder and a link to an outside folder of the same shape while tools run. */
    @ParameterizedTest
    @CsvSource({"sub", "a/sub", "a/b/sub"})
    void aLinkThatIsPutInPlaceDuringACallLeadsNowhere(String sub) throws Exception {
        Path folder = desk.folder.resolve(sub);
        desk.file(sub + "/in/note.txt", "inside\n");
        Files.createDirectories(outside.resolve("in"));
        Files.writeString(outside.resolve("in/note.txt"), SECRET);
        Files.createDirectories(outside.resolve("in/deep"));
        Path aside = folder.resolveSibling("aside");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(folder, aside, isOver));
        try {
            for (int i = 0; i < 60; i++) {
                for (String call : new String[] {"read§{'path':'SUB/in/note.txt'}", "list§{'path':'SUB/in'}",
                    "grep§{'pattern':'secret','path':'SUB'}", "glob§{'pattern':'**/deep*','path':'SUB'}",
                    "write§{'path':'SUB/made" + i + "/x.txt','content':'mine'}"}) {
                    String[] parts = call.replace("SUB", sub).split("§");
                    assertThat(desk.call(parts[0], parts[1])).as(call).doesNotContain(SECRET).doesNotContain("deep/");
                }
            }
        } finally {
            isOver.set(true);
            swapper.join();
        }
        try (var left = Files.list(outside)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("secret.txt", "in");
        }
    }

    private void swap(Path folder, Path aside, AtomicBoolean isOver) {
        while (!isOver.get()) {
            try {
                Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(folder, outside);
                Files.delete(folder);
                Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // a write has made the folder meanwhile: it is taken as the one to swap
                remove(aside);
            }
        }
    }

    private static void remove(Path folder) {
        try (var below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // not there
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§',
            value = {"glob§{'pattern':'*','path':'PATH'}", "grep§{'pattern':'x','path':'PATH'}", "list§{'path':'PATH'}",
                "read§{'path':'PATH'}", "write§{'path':'PATH','content':'mine'}",
                "edit§{'path':'PATH','edits':[{'old_string':'the','new_string':'my'}]}"})
    void whatIsNoFileAndNoFolderIsRefusedBeforeItIsOpened(String tool, String arguments) throws Exception {
        new ProcessBuilder("mkfifo", desk.folder.resolve("pipe").toString()).start().waitFor();

        assertThat(desk.call(tool, arguments.replace("PATH", "pipe"))).startsWith("error: ")
                .containsAnyOf("pipe is no regular file", "cannot list pipe: it is no folder");
        assertThat(desk.call(tool, arguments.replace("PATH", "pipe/x"))).startsWith("error: ");
        assertThat(desk.call(tool, arguments.replace("PATH", "a/".repeat(3000) + "x"))).startsWith("error: ")
                .contains("\"a/a/a/").contains("is too long: an absolute path has at most 4095 characters");
        assertThat(desk.call(tool, arguments.replace("PATH", "b/".repeat(1500) + "x"))).as(tool)
                .startsWith(tool.equals("write") ? "ok: created" : "error: ");
        remove(desk.folder.resolve("b")); // JUnit takes half a minute for what is so deep
    }
}
