package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BugLogTest {
    @TempDir
    private Path temp;

    @Test
    void aFaultIsWrittenWithItsIdAndWithoutKeys() throws IOException {
        Path file = temp.resolve("state/bugs.log");
        Secrets secrets = new Secrets();
        BugLog bugs = new BugLog(file, Clock.systemUTC(), () -> "bug-1", secrets);
        secrets.add("sk-secret-key");

        String told = bugs.told("a turn", new IllegalStateException("sent sk-secret-key to nobody"));

        assertThat(told).isEqualTo("a fault of Podd's own in a turn; look for bug-1 in " + file);
        assertThat(Files.readString(file)).startsWith("bug-1 ")
                .contains("IllegalStateException: sent [secret] to nobody",
                        "BugLogTest")
                .doesNotContain("sk-secret-key");
    }

    @Test
    void aFaultOfAThreadThatWasInterruptedIsWrittenToo() throws IOException {
        Path file = temp.resolve("state/bugs.log");
        BugLog bugs = new BugLog(file, Clock.systemUTC(), () -> "bug-1", new Secrets());
        Thread.currentThread().interrupt();

        assertThat(bugs.told("a turn", new IllegalStateException("x"))).contains("look for bug-1");

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(file).content().contains("IllegalStateException: x");
    }

    @Test
    void aLogThatCannotBeWrittenHidesNoFault() {
        BugLog bugs = new BugLog(Path.of("/proc/podd/bugs.log"), Clock.systemUTC(), () -> "bug-1",
                new Secrets());

        assertThat(bugs.told("a turn", new IllegalStateException("x")))
                .isEqualTo("a fault of Podd's own in a turn (IllegalStateException), and /proc/podd/bugs.log cannot be"
                        + " written");
    }
}
