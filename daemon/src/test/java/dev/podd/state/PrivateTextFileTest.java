package dev.podd.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number in a file, to which threads and processes add. */
class PrivateTextFileTest {
    private static final int STEPS = 30;
    private static final int THREADS = 16;

    @TempDir
    Path temp;
    private Path file;

    /** A second process. Says when it begins, goes on until it is told something, then says how often it has added. */
    static final class Adding {
        public static void main(String[] arguments) throws IOException {
            System.out.println("begins");
            System.out.flush();
            int steps = 0;
            while (System.in.available() == 0) {
                add(Path.of(arguments[0]));
                steps++;
            }
            System.out.println(steps);
        }
    }

    @BeforeEach
    void choose() {
        file = temp.resolve("number");
    }

    private static void add(Path file) throws IOException {
        new PrivateTextFile(file, 100).change(PrivateTextFileTest::next);
    }

    private static String next(@Nullable String before) {
        return Integer.toString(before == null ? 1 : Integer.parseInt(before) + 1);
    }

    @Test
    void noChangeIsLostBetweenThreadsAndProcesses() throws Exception {
        Process other = another();
        BufferedReader said = other.inputReader();
        assertThat(said.readLine()).isEqualTo("begins");
        List<Future<?>> adding = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                adding.add(threads.submit(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        add(file);
                    }
                    return file;
                }));
            }
        }
        for (Future<?> each : adding) {
            each.get();
        }

        other.outputWriter().append('\n').close();

        int others = Integer.parseInt(said.readLine());
        assertThat(number()).isEqualTo(THREADS * STEPS + others);
    }

    private int number() throws IOException {
        return Integer.parseInt(new PrivateTextFile(file, 100).read());
    }

    private Process another() throws Exception {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                home(Adding.class) + File.pathSeparator + home(PrivateTextFile.class), Adding.class.getName(),
                file.toString()).redirectError(Redirect.INHERIT).start();
    }

    private static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
