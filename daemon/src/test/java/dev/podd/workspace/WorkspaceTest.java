package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    Path temp;

    private Path work;
    private Scope scope;
    private Workspace workspace;

    @BeforeEach
    void open() throws IOException {
        work = Files.createDirectory(temp.toRealPath().resolve("work"));
        scope = Scope.writable(work);
        workspace = new Workspace(work, () -> scope, new PathLocks(), new OutputFolder(temp.resolve("outputs")),
                OpenDocuments.NONE);
    }

    @Test
    void aScopeThatBecomesNarrowerHoldsAtTheNextCall() {
        workspace.write(work.resolve("a"), "1".getBytes(UTF_8));
        scope = scope.with(List.of(), List.of(ScopeRule.named("a", Permission.WRITE)));

        assertThat(workspace.read(work.resolve("a"))).asString(UTF_8).isEqualTo("1");
        assertThatThrownBy(() -> workspace.write(work.resolve("a"), new byte[0])).isInstanceOf(WorkspaceException.class)
                .hasMessage("a may not be written: it is outside the scope of this session, or denied by a rule of it");
    }

    @Test
    void aFolderThatALinkReplacedIsNotOpened() throws IOException {
        Path real = Files.createDirectory(work.resolve("folder"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.delete(real);
        Files.createSymbolicLink(real, outside);

        assertThatThrownBy(() -> Folder.open(real)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatALinkReplacedIsNotOpened() throws IOException {
        Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(work.resolve("file"), temp.resolve("secret"));
        try (Folder folder = Folder.open(work)) {
            assertThatThrownBy(() -> folder.open(Path.of("file"), java.nio.file.StandardOpenOption.READ))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsNoRegularFileIsNotOpened() throws Exception {
        new ProcessBuilder("mkfifo", work.resolve("pipe").toString()).start().waitFor();

        assertThatThrownBy(() -> workspace.read(work.resolve("pipe"))).isInstanceOf(WorkspaceException.class)
                .hasMessage("pipe is no regular file");
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Files.createDirectory(work.resolve("folder"));

        assertThatThrownBy(() -> workspace.write(work.resolve("folder"), new byte[1]))
                .isInstanceOf(WorkspaceException.class).hasMessage("folder is a folder");
        try (var left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("folder"));
        }
    }

    @Test
    void keptOutputMayBeReadAndNothingBesideIt() throws IOException {
        Path kept = new OutputFolder(temp.toRealPath().resolve("outputs")).keep("../call/1", "all of it");
        Files.writeString(temp.resolve("beside"), "no");

        assertThat(kept).hasFileName("___call_1.txt");
        assertThat(workspace.read(workspace.readable(kept.toString()))).asString(UTF_8).isEqualTo("all of it");
        assertThatThrownBy(() -> workspace.readable(kept.getParent() + "/../beside"))
                .isInstanceOf(WorkspaceException.class);
        assertThatThrownBy(() -> workspace.writable(kept.toString())).isInstanceOf(WorkspaceException.class);
    }

    @Test
    void aWriteDeletesTemporaryFilesThatAKilledProcessLeft() throws IOException {
        Files.writeString(work.resolve(".podd-new-0"), "left");
        Files.setLastModifiedTime(work.resolve(".podd-new-0"), FileTime.from(Instant.EPOCH));

        workspace.write(work.resolve("a"), "1".getBytes(UTF_8));

        try (var left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("a"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aWalkThatIsStoppedClosesItsFolders() throws Exception {
        for (int i = 0; i < 40; i++) {
            Files.createDirectories(work.resolve("a/b" + i + "/c/d"));
            Files.writeString(work.resolve("a/b" + i + "/file"), "x");
        }
        Path open = Path.of("/proc/self/fd");
        long before = entries(open);
        Thread caller = Thread.currentThread();

        for (int i = 0; i < 20; i++) {
            AtomicBoolean interrupted = new AtomicBoolean();
            assertThatThrownBy(() -> workspace.walk(work, file -> {
                if (interrupted.compareAndSet(false, true)) {
                    caller.interrupt();
                }
            }))
                    .isInstanceOf(InterruptedException.class);
        }

        while (entries(open) > before + 5) {
            Thread.sleep(10); // the walk's threads end on their own
        }
    }

    private static long entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.count();
        }
    }

    @Test
    void thoseWhoChangeOneFileWaitForEachOther() throws InterruptedException {
        Path counter = work.resolve("counter");
        workspace.write(counter, "0".getBytes(UTF_8));
        CountDownLatch ready = new CountDownLatch(1);
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8).mapToObj(i -> Thread.ofVirtual().start(() -> {
            try {
                ready.await();
                for (int j = 0; j < 5; j++) {
                    workspace.alone(counter, () -> {
                        int seen = Integer.parseInt(new String(workspace.read(counter), UTF_8));
                        workspace.write(counter, Integer.toString(seen + 1).getBytes(UTF_8));
                        return seen;
                    });
                }
            } catch (InterruptedException | RuntimeException e) {
                failures.incrementAndGet();
            }
        })).toList();
        ready.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).hasValue(0);
        assertThat(workspace.read(counter)).asString(UTF_8).isEqualTo("40");
    }

    @Test
    void theTrackerKnowsTheTwentyLatestFiles() {
        Tracker tracker = new Tracker();
        for (int i = 0; i < 25; i++) {
            tracker.observed(work.resolve("f" + i), new byte[] {1});
        }
        tracker.observed(work.resolve("f10"), new byte[] {2});

        assertThat(tracker.recent()).hasSize(20).startsWith(work.resolve("f10"), work.resolve("f24"))
                .endsWith(work.resolve("f5"));
        tracker.requireKnown(work.resolve("f0"), "f0", new byte[] {1});
    }
}
