package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProbeTest {
    @TempDir
    Path folder;

    @Test
    void theRealOneIsFound() {
        try (ProcessGuard guard = new ProcessGuard(System.getenv("PATH"))) {
            assertThat(guard.sandbox().name()).isEqualTo("bubblewrap");
            assertThat(guard.whyNoBetterSandbox()).isEmpty();
        }
    }

    /** As where user namespaces are forbidden: the program is there, and does not work. */
    @Test
    void aProgramThatDoesNotWorkIsNotTakenAndItsReasonIsTold() throws Exception {
        Path program = Files.writeString(folder.resolve("bwrap"),
                "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (ProcessGuard guard = new ProcessGuard(folder + ":/nowhere")) {
            assertThat(guard.sandbox().holds()).isFalse();
            assertThat(guard.whyNoBetterSandbox()).contains(
                    program + " does not work: bwrap: No permissions to create a new namespace");
        }
    }

    @Test
    void aProgramThatHangsIsNotWaitedForLong() throws Exception {
        Path program = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\necho 'bwrap: hm' >&2\nexec sleep 1000\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        SandboxProbe probe = new SandboxProbe(folder + ":/nowhere", Duration.ofMillis(500));

        assertThat(probe.find()).isNotInstanceOf(Bubblewrap.class);
        assertThat(probe.failures()).startsWith(program + " does not work: bwrap: hm");
    }

    /** As by the cancel of the first command: what is found holds as long as the daemon runs. */
    @Test
    void anInterruptDoesNotHideTheRealOne() {
        try (ProcessGuard guard = new ProcessGuard(System.getenv("PATH"))) {
            Thread.currentThread().interrupt();
            assertThat(guard.sandbox().name()).isEqualTo("bubblewrap");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aProgramOfARelativeFolderIsNotTaken() {
        try (ProcessGuard guard = new ProcessGuard(".:bin:")) {
            assertThat(guard.sandbox()).isNotInstanceOf(Bubblewrap.class);
            assertThat(guard.whyNoBetterSandbox()).startsWith("bubblewrap is not installed");
        }
    }
}
