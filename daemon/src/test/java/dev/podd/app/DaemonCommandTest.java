package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.daemon.Election;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonCommandTest {
    /** The daemon is in this process, which lives on. */
    @Test
    void aDaemonWhoseProcessLivesOnIsNotSaidToHaveEnded(@TempDir Path temp) throws IOException, InterruptedException {
        try (CommandBench bench = new CommandBench(temp)) {
            AppContext context = bench.variable("PODD_HOME", bench.home.resolve("podd").toString())
                    .context(TestScreen.pipes());
            Thread daemon = Thread.ofPlatform().start(() -> Served.run(context));
            awaitRunning(context);

            assertThatThrownBy(() -> new DaemonCommand(context, Duration.ZERO).stop(false))
                    .isInstanceOf(CommandFailed.class).hasMessage("the daemon was told to stop, but its process "
                            + ProcessHandle.current().pid() + " still runs after 0 s; podd daemon logs may say why");
            daemon.join();
        }
    }

    private static void awaitRunning(AppContext context) throws IOException, InterruptedException {
        for (boolean isRunning = false; !isRunning;) {
            try (SocketChannel connection = Election.running(context.runFolder())) {
                isRunning = connection != null;
            }
            Thread.sleep(5);
        }
    }
}
