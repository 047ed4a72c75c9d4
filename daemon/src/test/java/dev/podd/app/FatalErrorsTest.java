package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatalErrorsTest {
    @TempDir
    private Path temp;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exited = new CompletableFuture<>();
    private FatalErrors errors;

    @BeforeEach
    void make() {
        BugLog bugs = new BugLog(temp.resolve("bugs.log"), Clock.systemUTC(), () -> "bug-1", new Secrets());
        errors = new FatalErrors(bugs, new PrintStream(err, true, StandardCharsets.UTF_8), exited::complete,
                code -> {});
    }

    @Test
    void aLackOfMemoryInAnyThreadIsSaidAndEndsTheProcess() throws Exception {
        Thread.ofVirtual().name("turn-1").uncaughtExceptionHandler(errors).start(() -> {
            throw new OutOfMemoryError("Java heap space");
        }).join();

        assertThat(exited.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("podd: out of memory; Podd ends.")
                .contains("bug-1");
        assertThat(Files.readString(temp.resolve("bugs.log"))).contains("thread turn-1", "Java heap space");
    }

    @Test
    void anExceptionIsLoggedWithoutATraceOnStandardError() throws IOException {
        errors.uncaughtException(Thread.currentThread(), new IllegalStateException("odd \ud800"));

        assertThat(exited).isNotDone();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(Files.readString(temp.resolve("bugs.log"))).contains("odd ?");
    }
}
