package dev.podd.sandbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second JVM plays the daemon and is killed without warning. */
class DaemonDeathTest {
    /** Starts what is hardest to catch, prints the ids of all processes and waits. */
    static final class Daemon {
        public static void main(String[] arguments) throws InterruptedException {
            String command = "sleep 1000 & echo $!; env -i setsid -f sh -c 'echo $$; exec sleep 1000'; sleep 0.2; timeout 1000 sleep 1000 & echo $!; (sleep 1000 >/dev/null & echo $!); "
                    + "echo $$; wait";
            new CommandRunner(new ProcessGuard(System.getenv("PATH")),
                    ChildEnvironment.from(System.getenv(), List.of()), new Secrets())
                    .run(new Command(command, Path.of("/")), new Confinement.None(Confinement.Purpose.SHELL),
                            Duration.ofSeconds(1000), text -> {
                                System.out.print(text);
                                System.out.flush();
                            });
        }
    }

    @Test
    void noProcessOutlivesADaemonThatWasKilled() throws Exception {
        Process daemon = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                home(Daemon.class) + File.pathSeparator + home(ProcessGuard.class), Daemon.class.getName())
                .redirectError(Redirect.INHERIT).start();
        BufferedReader pids = new BufferedReader(
                new InputStreamReader(daemon.getInputStream(), StandardCharsets.US_ASCII));
        List<ProcessHandle> commands = List.of(next(pids), next(pids), next(pids), next(pids), next(pids));
        List<ProcessHandle> others = daemon.descendants().toList();

        daemon.destroyForcibly();

        commands.forEach(Processes::assertGone);
        others.forEach(Processes::assertGone);
    }

    private static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static ProcessHandle next(BufferedReader pids) throws Exception {
        return Processes.of(pids.readLine());
    }
}
