package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some folders lie where a file system does not answer until the test ends. */
final class KeptFoldersTest {
    @TempDir
    Path temp;

    private final PrivateFolder folder = new PrivateFolder();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean isDead;
    private final KeptFolders folders = new KeptFolders(new KeptFolders.Disk() {
        @Override
        public boolean make(Path each) {
            hangIn(each);
            return KeptFolders.Disk.super.make(each);
        }

        @Override
        public void remove(Path each) {
            hangIn(each);
            KeptFolders.Disk.super.remove(each);
        }
    });

    private void hangIn(Path each) {
        if (isDead && each.startsWith(temp.resolve("mount"))) {
            hangs.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a system call", e);
            }
        }
    }

    @AfterEach
    void close() {
        answer.countDown();
        folder.close();
    }

    @Test
    void aFolderIsThereAsLongAsACommandNeedsItAndOneOfSomebodyElseStays() throws Exception {
        Path theirs = Files.createDirectory(temp.resolve("theirs"));
        Path ours = temp.resolve("ours");
        Runnable first = folders.hold(bounds(ours, theirs));
        Runnable second = folders.hold(bounds(ours));
        first.run();
        first.run();
        assertThat(ours).exists();
        second.run();
        assertThat(ours).doesNotExist();
        assertThat(theirs).exists();

        Runnable used = folders.hold(bounds(ours));
        Files.createFile(ours.resolve("of-somebody"));
        used.run();
        assertThat(ours).exists();
    }

    @Test
    void aFolderThatCannotBeRemovedForNowHoldsUpNobodyElse() throws Exception {
        Path dead = Files.createDirectory(temp.resolve("mount")).resolve("ours");
        Runnable over = folders.hold(bounds(dead));
        isDead = true;
        over.run();
        hangs.await();

        Runnable other = folders.hold(bounds(temp.resolve("ours")));
        assertThat(temp.resolve("ours")).exists();
        other.run();
        assertThat(temp.resolve("ours")).doesNotExist();
        answer.countDown();
        awaitGone(dead);
    }

    @Test
    void whoWaitsForAFolderCanBeStoppedAndItIsRemovedThen() throws Exception {
        Path dead = Files.createDirectory(temp.resolve("mount")).resolve("ours");
        isDead = true;
        FutureTask<Runnable> waiting = new FutureTask<>(() -> folders.hold(bounds(dead)));
        Thread caller = Thread.startVirtualThread(waiting);
        hangs.await();

        caller.interrupt();
        assertThatThrownBy(waiting::get).hasMessageContaining("stopped before the command began");
        isDead = false;
        answer.countDown();
        folders.hold(bounds(dead)).run(); // behind the one that was stopped
        awaitGone(dead);
    }

    private static void awaitGone(Path path) throws IOException {
        while (Files.exists(path)) {
            Thread.onSpinWait();
        }
    }

    private Bounds bounds(Path... kept) {
        List<Bounds.Place> places = Stream.of(kept).<Bounds.Place>map(Bounds.Place.Kept::new).toList();
        return new Bounds(places, folder, temp, false);
    }
}
