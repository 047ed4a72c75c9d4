package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.app.CommandBench.Done;
import dev.podd.json.Json;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "sessions", "sessions list", "manifest", "trust", "doctor"})
    void everyCommandHasHelp(String command) {
        Done done = bench.run((command + " --help").strip().split(" ", -1));

        assertThat(done.code()).isZero();
        assertThat(done.err()).isEmpty();
        Golden.check("app/help" + (command.isEmpty() ? "" : "-" + command.replace(' ', '-')) + ".txt",
                "What " + ("podd " + command).strip() + " --help prints.", done.out());
    }

    @Test
    void sessionsAreListedShownAndVerified() {
        bench.says("An **answer**.").calls("read", "{\"path\":\"a.txt\"}").says("It is not there.");
        bench.run("run", "A question?");
        bench.run("run", "--continue", "And a.txt?");
        String session = bench.session();

        assertThat(bench.run("sessions", "list").out()).matches("SESSION  \\S+ \\S+    2 turns  A question\\?\n");
        assertThat(bench.run("sessions", "list", "--query", "nobody said this").err()).isEqualTo("podd: no sessions\n");
        assertThat(bench.run("sessions", "verify", session).out()).matches("intact: \\d+ entries in 1 segment\n");
        Golden.check("app/sessions-show.txt", "A session as podd sessions show prints it.",
                bench.run("sessions", "show", session).out());
    }

    @Test
    void anUnknownSessionIsOneClearLine() {
        String unknown = "01900000-0000-7000-8000-000000000000";

        assertThat(bench.run("sessions", "show", unknown)).isEqualTo(new Done(1, "", "podd: no session SESSION\n"));
        assertThat(bench.run("sessions", "verify", unknown)).isEqualTo(new Done(1, "", "podd: no session SESSION\n"));
    }

    @Test
    void aStoreElsewhereHoldsItsOwnSessions() {
        bench.says("ok");
        bench.run("--store", "other", "run", "hi");

        assertThat(bench.run("sessions", "list").out()).isEmpty();
        assertThat(bench.run("sessions", "list", "--store", "other").out()).endsWith("1 turn  hi\n");
    }

    @Test
    void aStoreThatIsInUseIsNamedWithItsHolder() {
        try (Engine other = bench.ground(TestScreen.pipes()).engine(null)) {
            other.sessions();
            Done done = bench.run("sessions", "list");

            assertThat(done.code()).isEqualTo(1);
            assertThat(done.err()).startsWith("podd: the store HOME/.local/state/podd/store is in use by process "
                    + ProcessHandle.current().pid()).contains("--store");
        }
    }

    @Test
    void aManifestIsCheckedLineByLine() throws IOException {
        Path file = Files.writeString(bench.workspace.resolve("bad.toml"), "[pod]\nnme = \"x\"\nname = 3\n");

        Done done = bench.run("manifest", "check", "bad.toml");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out().lines()).hasSize(2).allMatch(line -> line.startsWith("bad.toml:"));
        Files.writeString(file, "[pod]\nname = \"x\"\n");
        assertThat(bench.run("manifest", "check", "bad.toml")).isEqualTo(new Done(0, "", "podd: bad.toml holds\n"));
        assertThat(bench.run("manifest", "check", "none.toml"))
                .isEqualTo(new Done(1, "", "podd: there is no file none.toml\n"));
    }

    @Test
    void theSchemaIsJson() {
        Done done = bench.run("manifest", "schema");

        assertThat(done.code()).isZero();
        assertThat(Json.read(done.out()).at("/properties/provider/type").textValue()).isEqualTo("object");
    }

    @Test
    void aFolderIsTrustedAndNotTrustedAnyMore() {
        assertThat(bench.run("trust")).isEqualTo(new Done(0, "WORKSPACE is trusted\n", ""));
        assertThat(bench.run("trust", "--no", ".").out()).isEqualTo("WORKSPACE is not trusted any more\n");
        assertThat(bench.run("trust", "nowhere"))
                .isEqualTo(new Done(1, "", "podd: there is no folder WORKSPACE/nowhere\n"));
    }

    @Test
    void theDoctorNamesWhatIsThereAndNeverAKey() {
        Done done = bench.variable("OPENAI_API_KEY", "sk-very-secret").run("doctor");

        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("ok    keys           OPENAI_API_KEY\n").contains("ok    store")
                .doesNotContain("very-secret");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsBad() throws IOException {
        Path file = Files.writeString(bench.home.resolve("file"), "no folder");
        Done done = bench.variable("PODD_HOME", file.resolve("podd").toString()).run("doctor");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).contains("bad   configuration", "bad   store");
    }
}
