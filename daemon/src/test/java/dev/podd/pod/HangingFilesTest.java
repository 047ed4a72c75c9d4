package dev.podd.pod;

import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.house.HangingFile;
import dev.podd.item.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose opening does not return, as on a dead network drive, hold up nothing but who asked for them. */
final class HangingFilesTest {
    @TempDir
    private Path temp;
    private PodsBench bench;
    private Pods pods;
    private Path dead;
    private final List<HangingFile> hanging = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
        pods = bench.pods();
        dead = Files.createDirectories(temp.toRealPath().resolve("dead"));
    }

    @AfterEach
    void close() throws InterruptedException {
        hanging.forEach(HangingFile::close);
        for (Thread caller : callers) {
            caller.join();
        }
        bench.close();
    }

    @Test
    void anAgentsFileThatHangsHoldsUpItsOwnPodOnly() throws Exception {
        hang("AGENTS.md");
        FutureTask<String> opening = start(() -> pods.open(inDead()).id());
        awaitThread("podd-work reading AGENTS.md");

        assertThatAnotherPodIsServed();
        assertThat(opening).isNotDone();
        callers.getFirst().interrupt();
        assertThat(opening.get()).isEqualTo("reading AGENTS.md of " + dead + " was stopped");
    }

    @Test
    void aManifestThatHangsHoldsUpItsOwnPodOnly() throws Exception {
        hang(".podd/pod.toml");
        FutureTask<String> opening = start(() -> pods.open(inDead()).id());
        awaitThread("podd-work reading the manifest");

        assertThatAnotherPodIsServed();
        callers.getFirst().interrupt();
        assertThat(opening.get()).isEqualTo("reading the manifest of " + dead + " was stopped");
    }

    @Test
    void filesOfAnInputThatHangHoldUpTheirOwnRequestsOnly() throws Exception {
        Pod pod = bench.open(pods, inDead());
        List<FutureTask<String>> requests = new ArrayList<>();
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            hang(name);
            Part file = new Part.File(dead.resolve(name).toUri().toString(), null, null);
            requests.add(start(() -> pod.run(List.of(new Part.Text("look"), file)).message()));
        }
        awaitThread("podd-work reading an input");

        assertThatAnotherPodIsServed();
        assertThat(pod.state()).isEqualTo(PodState.IDLE);
        callers.forEach(Thread::interrupt);
        assertThat(requests.getLast().get()).isEqualTo("reading an input of " + dead.resolve("c.txt")
                + " was stopped");
    }

    private void assertThatAnotherPodIsServed() throws Exception {
        bench.model.then(says("Hello"));
        FutureTask<String> other = start(() -> bench.open(pods, bench.request()).run(text("Hi")).outcome().name());
        assertThat(other.get()).isEqualTo("FINISHED");
    }

    private OpenRequest inDead() {
        return new OpenRequest(dead, null, null, null, true, bench.client());
    }

    private void hang(String name) throws IOException {
        hanging.add(new HangingFile(dead.resolve(name), ""));
    }

    /** On a virtual thread, as requests are; what it throws is its answer. */
    private FutureTask<String> start(Callable<String> request) {
        FutureTask<String> task = new FutureTask<>(() -> {
            try {
                return request.call();
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            }
        });
        callers.add(Thread.startVirtualThread(task));
        return task;
    }

    /** Only platform threads are found so. */
    private static void awaitThread(String name) {
        while (Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals(name))) {
            Thread.onSpinWait();
        }
    }
}
