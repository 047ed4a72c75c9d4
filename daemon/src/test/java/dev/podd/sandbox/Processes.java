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
        boolean runs = runs(process);
        while (runs && System.nanoTime() < end) {
            Thread.onSpinWait();
            runs = runs(process);
        }
        assertThat(runs).as("process %s runs", process.pid()).isFalse();
    }

    /** A dead process counts as alive until its parent has heard of it, which may be an init that takes its time. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive() || !Files.exists(Path.of("/proc/self"))) {
            return process.isAlive();
        }
        try {
            return !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
