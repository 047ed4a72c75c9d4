package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processes that are not our children: the platform notices their end seconds late, so we look ourselves. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Processes() {}

    static ProcessHandle of(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    static void assertGone(ProcessHandle process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (runs(process) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(runs(process)).as("process %s runs", process.pid()).isFalse();
    }

    /** A dead process counts as alive until its parent has heard of it, which may be an init that takes its time. */
    private static boolean runs(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return process.isAlive() && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
        } catch (IOException e) {
            return false;
        }
    }
}
