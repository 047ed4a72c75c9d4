package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.house.HangingFile;
import dev.podd.sandbox.Secrets;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecentFilesTest {
    private static final int TOKENS = 1000;

    @TempDir
    private Path temp;
    private Path folder;
    private final Tracker tracker = new Tracker();

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(temp.toRealPath().resolve("work"));
    }

    private RecentFiles files(Duration limit) {
        Scope scope = Scope.writable(folder);
        Workspace workspace = new Workspace(folder, () -> scope, new PathLocks(),
                new OutputFolder(temp.resolve("outputs")), OpenDocuments.NONE);
        return new RecentFiles(workspace, new PlatformWork(limit, 1, 1), tracker, new Secrets()::redact);
    }

    private void touched(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        tracker.observed(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reading it would not end. */
    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        touched("a.txt", "old\n");
        touched("large.txt", "x");
        try (HangingFile _ = new HangingFile(folder.resolve("large.txt"), "x".repeat(100_000))) {
            assertThat(files(Duration.ofMinutes(1)).within(TOKENS).text()).isEqualTo("a.txt:\nold");
        }
    }

    @Test
    void nothingIsShownWhereAFileHangs() throws IOException {
        touched("a.txt", "old\n");
        touched("b.txt", "x");
        try (HangingFile _ = new HangingFile(folder.resolve("b.txt"), "x")) {
            assertThat(files(Duration.ofMillis(1)).within(TOKENS).text()).isEmpty();
        }
    }
}
