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
final class KeptPlacesTest {
    @TempDir
    Path temp;

    private final PrivateFolder folder = new PrivateFolder();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean isDead;
    private final KeptPlaces folders = new KeptPlaces(new KeptPlaces.Disk() {
        @Override
        public boolean make(Path each) {
            hangIn(each);
            return KeptPlaces.Disk.super.make(each);
        }

        @Override
        public void remove(Path each) {
            hangIn(each);
            KeptPlaces.Disk.super.remove(each);
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
    void aFileIsThereAsLongAsACommandNeedsItAndOneOfSomebodyElseStays() throws Exception {
        Path theirs = Files.writeString(temp.resolve("theirs"), "of somebody");
        Path ours = temp.resolve("ours");
        Path left = Files.writeString(temp.resolve("left"), "text\n");
        Bounds bounds = new Bounds(Stream
                .of(theirs, ours, left).<Bounds.Place>map(each -> new Bounds.Place.KeptFile(each, "text\n")).toList(),
                folder, temp, false);
        Runnable first = folders.hold(bounds);
        Runnable second = folders.hold(bounds);
        first.run();
        assertThat(ours).hasContent("text\n");
        second.run();
        assertThat(temp.toFile().list()).as("what a daemon left that was killed is gone").containsExactly("theirs");
        assertThat(theirs).hasContent("of somebody");

        Runnable used = folders.hold(bounds);
        Files.writeString(ours, "of somebody");
        used.run();
        assertThat(ours).hasContent("of somebody");
    }

    @Test
    void aCommandDoesNotStartWithoutAFileThatItNeeds() {
        assertThatThrownBy(() -> folders.hold(new Bounds(
                List.of(new Bounds.Place.KeptFile(temp.resolve("none/ours"), "text\n")), folder, temp, false)))
                .isInstanceOf(SandboxException.class).hasMessageContaining("none");
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
