package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a command starts that Landlock binds. Where the kernel has no Landlock, none starts. */
final class LandlockStartTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void aCommandWhoseFileSystemDoesNotAnswerHoldsUpNoOther() throws Exception {
        int abi = new LandlockCalls().abi();
        try (ProcessGuard guard = new ProcessGuard(System.getenv("PATH"), new Landlock(abi));
                PrivateFolder own = new PrivateFolder()) {
            CommandRunner runner = new CommandRunner(guard, ChildEnvironment.from(System.getenv(), List.of()),
                    new Secrets());
            Bounds bounds = new Bounds(List.of(new Bounds.Place.Shown(folder, dead(), false)), own, folder, false);
            Confinement bound = new Confinement.Sandboxed(Confinement.Purpose.SHELL, bounds);
            FutureTask<Ending> waiting = new FutureTask<>(
                    () -> runner.run(new Command("true", folder), bound, LONG, _ -> {}));
            Thread.startVirtualThread(waiting);
            if (abi > 0) {
                hangs.await();
                assertThat(runner.run(new Command("true", folder),
                        new Confinement.None(Confinement.Purpose.SHELL), LONG, _ -> {}))
                        .isEqualTo(new Ending.Exited(0, 0, 0));
                assertThat(waiting).isNotDone();
                answer.countDown();
            }
            assertThatThrownBy(waiting::get).hasStackTraceContaining(
                    abi > 0 ? "it is gone" : "the kernel takes no rules of Landlock");
            assertThat(runner.run(new Command("true", folder), new Confinement.None(Confinement.Purpose.SHELL), LONG,
                    _ -> {})).isEqualTo(new Ending.Exited(0, 0, 0));
        }
    }

    /** A path whose file system answers when the test lets it. */
    private Path dead() {
        return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Path.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        hangs.countDown();
                        answer.await();
                        throw new IllegalStateException("it is gone");
                    }
                    return method.invoke(folder, arguments);
                });
    }
}
