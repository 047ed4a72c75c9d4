package dev.podd.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Notices the end of a process that is not ours to wait for. One that has ended but that nobody has waited for is at its
 * end too. A process that cannot be seen at all (an editor in another container) is not watched.
 */
final class ProcessWatch {
    private static final Duration EVERY = Duration.ofMillis(400);

    private ProcessWatch() {}

    /** Watches a process that can be seen now until it ends or the thread that runs this is interrupted. */
    static Runnable of(long process, Runnable ended) {
        if (ProcessHandle.of(process).isEmpty()) {
            return () -> {};
        }
        return () -> {
            try {
                while (lives(process)) {
                    Thread.sleep(EVERY);
                }
                ended.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static boolean lives(long process) {
        return ProcessHandle.of(process).isPresent() && !isZombie(process);
    }

    /** Where there is a {@code /proc}: its state follows the name, which ends with the last parenthesis. */
    private static boolean isZombie(long process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }
}
