package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.json.Json;
import dev.podd.sandbox.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Podd keeps in the person's state folder: who can read it, and when it goes. */
class StateFilesTest {
    private static final String LONG = "{\"command\":\"seq 1 30000\"}";

    @TempDir
    private Path temp;
    private CommandBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new CommandBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void onlyTheirOwnerCanReadThem() throws IOException {
        bench.calls("shell", LONG).says("Done.");
        assertThat(bench.run("run", "--yes", "Count").code()).isZero();
        bench.run("trust", bench.workspace.toString());
        bench.run("sessions", "archive", bench.session());

        TreeMap<String, String> modes = new TreeMap<>();
        Path state = bench.home.resolve(".local/state/podd");
        for (Path each : tree(bench.home.resolve(".local"))) {
            modes.put(bench.home.relativize(each).toString(),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
        assertThat(tree(state).stream().map(each -> String.valueOf(each.getFileName())))
                .contains("lock", "trust.json", "heads", "summary", "archived", "outputs", "00000000000.xd");
        assertThat(modes).allSatisfy((name, mode) -> assertThat(mode)
                .isEqualTo(Files.isDirectory(bench.home.resolve(name)) ? "rwx------" : "rw-------"));
    }

    @Test
    void aStoreThatOthersCouldReadIsClosedToThem() throws IOException {
        Path store = Files.createDirectories(bench.home.resolve(".local/state/podd/store"));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
        bench.run("sessions", "list");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store))).isEqualTo("rwx------");
    }

    @Test
    void aForkKeepsTheOutputsThatItNamesAndADeletedSessionNone() throws IOException {
        bench.calls("shell", LONG).says("Done.").calls("shell", LONG.replace("30000", "40000")).says("More.");
        bench.run("run", "--yes", "Count");
        String session = bench.session();
        List<Path> first = outputs(session);
        assertThat(first).hasSize(1);
        bench.run("run", "--yes", "--continue", "Count on");
        assertThat(outputs(session)).hasSize(2);
        String end = Files.readString(first.getFirst()).contains("30000") ? "29999" : "";

        String fork = forkOf(session, "1.2");
        assertThat(outputs(fork)).as("the part before any output").isEmpty();
        fork = forkOf(session, null);
        assertThat(outputs(fork)).hasSize(2);
        bench.run("sessions", "delete", "--yes", session);

        assertThat(tree(bench.home.resolve(".local")).stream().filter(each -> each.toString().contains(session)))
                .isEmpty();
        bench.calls("read", "{\"path\":" + Json.write(first.getFirst().toString()) + ",\"offset\":29990}")
                .says("Read.");
        bench.run("run", "--session", fork, "Read it");
        assertThat(bench.run("sessions", "export", "--format", "jsonl", fork).out()).contains(end + "\\\\n30000");
    }

    @Test
    void theLogOfFaultsStaysSmallAndTakesAnyText() throws IOException {
        Path file = temp.resolve("state/bugs.log");
        BugLog bugs = new BugLog(file, Clock.systemUTC(), () -> "bug-1", new Secrets());
        for (int i = 0; i < 40; i++) {
            assertThat(bugs.told("a turn", new IllegalStateException("half \ud800 " + "x".repeat(100_000))))
                    .contains("look for bug-1 in " + file);
        }
        assertThat(
                tree(file.getParent()).stream().filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()))
                .hasSize(2).allMatch(size -> size <= 1 << 20);
        assertThat(Files.readString(file)).startsWith("bug-1 ").contains("half ? xxx");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    private String forkOf(String session, @Nullable String at) throws IOException {
        List<Path> before = sessions();
        assertThat((at == null ? bench.run("sessions", "fork", session)
                : bench.run("sessions", "fork", session, "--at", at))
                .code()).isZero();
        return sessions().stream().filter(each -> !before.contains(each))
                .map(each -> String.valueOf(each.getFileName()))
                .findFirst().orElseThrow();
    }

    private List<Path> sessions() throws IOException {
        try (Stream<Path> all = Files.list(bench.home.resolve(".local/state/podd/store/sessions"))) {
            return all.toList();
        }
    }

    private List<Path> outputs(String session) throws IOException {
        Path folder = bench.home.resolve(".local/state/podd/store/sessions").resolve(session).resolve("outputs");
        return tree(folder).stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> tree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
