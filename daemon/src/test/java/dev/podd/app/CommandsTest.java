package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.app.CommandBench.Done;
import dev.podd.json.Json;
import dev.podd.store.XodusSessionStore;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
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

    @Test
    void aProviderThatRefusesTheKeyIsToldWithThePlaceOfTheKey() throws IOException {
        bench.personalManifest("api_key_env = \"WORK_KEY\"\n[provider.retry]\nattempts = 1\n");
        bench.model.enqueue(new MockResponse.Builder().code(401).body("{\"error\":{\"message\":\"bad key\"}}").build());

        Done done = bench.variable("WORK_KEY", "sk-very-secret").run("run", "hi");

        assertThat(done.err()).contains(" answered 401: bad key; the key is the one of WORK_KEY (providerFailed)\n");
    }

    @Test
    void aServerThatDoesNotRunIsToldApartFromAWrongAnswer() throws IOException {
        bench.personalManifest("[provider.retry]\nattempts = 1\n");
        bench.model.close();

        assertThat(bench.run("run", "hi").err()).contains("does a server run there, and is base_url right?");
    }

    @Test
    void anAtSignInAPromptIsNoFileOfArguments() throws IOException {
        Path file = Files.writeString(bench.workspace.resolve("arguments"), "--help");
        bench.says("An answer.");

        Done done = bench.run("run", "@" + file);

        assertThat(done.code()).isZero();
        assertThat(bench.run("sessions", "list").out()).contains("@");
    }

    @Test
    void trustThatCannotBeKeptIsSaid() throws IOException {
        Files.createDirectories(bench.home.resolve(".local/state"));
        Files.writeString(bench.home.resolve(".local/state/podd"), "a file where a folder should be");

        Done done = bench.run("trust");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.err()).startsWith("podd: the trust of WORKSPACE cannot be kept in HOME/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion bash", "completion zsh", "completion fish", "man"})
    void whatIsWrittenAboutTheCommandLineFollowsIt(String command) {
        Done done = bench.run(command.split(" ", -1));

        assertThat(done.code()).isZero();
        assertThat(done.out().replace("\\-", "-")).contains("sessions", "export", "when-idle", "standalone", "prefix")
                .doesNotContain("daemon serve", "daemon_serve", "${DEFAULT-VALUE}", "${COMPLETION-CANDIDATES}", "%n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "sessions", "sessions list", "sessions search", "sessions export",
        "sessions import", "sessions fork", "sessions rename", "sessions archive", "sessions delete", "manifest",
        "trust", "doctor", "daemon", "daemon start", "daemon status", "daemon stop", "daemon logs", "install",
        "uninstall", "completion", "key", "key set", "key remove", "key list"})
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
    void aSessionIsForkedRenamedArchivedAndFound() {
        bench.says("An answer.").says("Another.");
        bench.run("run", "A question?");
        String session = bench.session();
        assertThat(bench.run("sessions", "fork", session, "--at", "1.2")).isEqualTo(new Done(0, "SESSION\n", ""));
        assertThat(bench.run("sessions", "fork", session, "--at", "9.9"))
                .isEqualTo(new Done(1, "", "podd: session SESSION has no entry 9.9\n"));
        assertThat(bench.run("sessions", "rename", session, "The", "question")).isEqualTo(new Done(0, "", ""));
        assertThat(bench.run("sessions", "list").out()).contains("The question\n", "A question?\n");
        assertThat(bench.run("sessions", "search", "ANOTHER").err()).isEqualTo("podd: no sessions\n");
        assertThat(bench.run("sessions", "search", "AN ANSWER").out()).hasLineCount(1).endsWith("The question\n");
        bench.run("sessions", "archive", session);
        assertThat(bench.run("sessions", "list").out()).hasLineCount(1).endsWith("A question?\n");
        assertThat(bench.run("sessions", "list", "--archived").out()).hasLineCount(1).endsWith("The question\n");
        bench.run("sessions", "archive", "--undo", session);
        assertThat(bench.run("sessions", "list").out()).hasLineCount(2);
    }

    @Test
    void anExportIsImportedElsewhere() throws IOException {
        bench.says("An answer.");
        bench.run("run", "A question?");
        String session = bench.session();
        assertThat(bench.run("sessions", "export", session, "--output", "talk.jsonl")).isEqualTo(new Done(0, "", ""));
        assertThat(bench.run("sessions", "export", session, "--output", "talk.jsonl"))
                .isEqualTo(new Done(1, "", "podd: talk.jsonl exists; name a new file\n"));
        assertThat(bench.run("--store", "other", "sessions", "import", "talk.jsonl"))
                .isEqualTo(new Done(0, "SESSION\n", ""));
        String text = Files.readString(bench.workspace.resolve("talk.jsonl"));
        assertThat(bench.input(text).run("sessions", "import", "-")).isEqualTo(new Done(0, "SESSION\n", ""));
        assertThat(bench.run("sessions", "list").out()).hasLineCount(2);
        assertThat(bench.run("sessions", "verify", bench.session()).out()).startsWith("intact");
        Done broken = bench.input(text.replace("An answer", "No answer")).run("sessions", "import", "-");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).startsWith("podd: the import is damaged at entry 1.3: ");
        assertThat(bench.run("sessions", "import", "none")).isEqualTo(new Done(1, "", "podd: there is no file none\n"));
        assertThat(bench.run("sessions", "export", session, "--format", "markdown").out())
                .startsWith("# A question?\n").contains("\n## Podd\n\nAn answer.\n");
        assertThat(bench.run("sessions", "export", session, "--format", "pdf").code()).isEqualTo(2);
    }

    @Test
    void whatCheckpointsTakeIsShownAndThatTheQuotaDroppedThemToo() throws IOException {
        bench.personalManifest("[checkpoints]\nquota_mb = 2\n");
        bench.calls("write", "{\"path\":\"a.txt\",\"content\":\"" + "x".repeat(3000) + "\"}").says("Done.");
        bench.run("run", "--yes", "Write a file");
        bench.says("An answer.");
        bench.run("run", "A question?");
        Done list = bench.run("sessions", "list");
        assertThat(list.out())
                .matches("SESSION .*  1 turn        -  A question\\?\nSESSION .*  1 turn   2.9 KB  Write a file\n");
        assertThat(list.err()).isEqualTo("podd: all checkpoints: 2.9 KB of 2 MB\n");
        bench.personalManifest("[checkpoints]\nquota_mb = -2\n");
        assertThat(bench.run("sessions", "list").err())
                .isEqualTo("podd: all checkpoints: 2.9 KB; none is dropped, since"
                        + " your pod.toml has errors, which podd manifest check names\n");
        String session = bench.sessions().getLast();
        Path store = bench.home.resolve(".local/state/podd/store");
        try (XodusSessionStore sessions = new XodusSessionStore(store, Clock.systemUTC())) {
            assertThat(sessions.trimCheckpoints(0, () -> true).sessions()).isEqualTo(1);
        }
        assertThat(bench.run("sessions", "list").err()).isEmpty();
        assertThat(bench.run("sessions", "verify", session).out())
                .matches("intact: \\d+ entries in 1 segment; 2 checkpoints were dropped by the quota\n");
        assertThat(bench.run("sessions", "export", session, "--output", "talk.jsonl").err())
                .isEqualTo("podd: not in the export: 2 checkpoints were dropped by the quota\n");
        assertThat(bench.run("sessions", "import", "talk.jsonl").code()).isZero();
        assertThat(bench.run("sessions", "export", session, "--format", "markdown").out()).contains(
                "a.txt made</summary>",
                "What it held was dropped on ", " by the quota of checkpoints.");
    }

    @Test
    void nothingIsDeletedUnlessThePersonSaysSo() {
        bench.says("An answer.");
        bench.run("run", "A question?");
        String session = bench.session();
        assertThat(bench.run("sessions", "delete", session)).isEqualTo(new Done(1, "",
                "podd: nobody is here to ask whether session SESSION may be deleted; --yes deletes it without asking\n"));
        assertThat(bench.typed("no").run("sessions", "delete", session).code()).isEqualTo(4);
        assertThat(bench.run("sessions", "list").out()).hasLineCount(1);
        assertThat(bench.typed("y").run("sessions", "delete", session).code()).isZero();
        assertThat(bench.run("sessions", "list").err()).isEqualTo("podd: no sessions\n");
        assertThat(bench.run("sessions", "delete", "--yes", session))
                .isEqualTo(new Done(1, "", "podd: no session SESSION\n"));
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
        try (Daemon other = bench.context(TestScreen.pipes()).daemon(null)) {
            other.sessions();
            Done done = bench.run("sessions", "rename", "any", "Title");

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
        assertThat(bench.run("manifest", "check", "bad.toml")).isEqualTo(new Done(0, "", "podd: bad.toml is valid\n"));
        Files.writeString(file, "[provder]\nkind = \"openai\"\n");
        assertThat(bench.run("manifest", "check", "bad.toml")).isEqualTo(new Done(1,
                "bad.toml:1:1: warning: unknown key"
                        + " \"provder\"; the nearest known one is \"provider\"\n",
                "podd: bad.toml is valid, with warnings\n"));
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
                .contains("ok    this folder    WORKSPACE is not asked about yet; podd run asks\n")
                .containsPattern("ok    model          openai-compatible, test-model at \\S+:\\d+\n")
                .doesNotContain("very-secret");
    }

    @Test
    void aKeyIsPipedIntoTheKeychainAndNeverTakenFromTheCommandLine() throws IOException {
        Path programs = Files.createDirectory(bench.home.resolve("programs"));
        Path program = Files.writeString(programs.resolve("secret-tool"), """
                #!/bin/sh
                case $1 in store) exec cat > "$0.key";; lookup) exec cat "$0.key";; clear) exec rm "$0.key";; esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        bench.variable("PATH", programs + ":" + System.getenv("PATH"));

        assertThat(bench.run("key", "set", "openai", "sk-very-secret").code()).isEqualTo(2);
        assertThat(bench.run("key", "set", "openai").err()).isEqualTo("podd: the key is empty; nothing was stored\n");
        assertThat(bench.input("sk very secret").run("key", "set", "openai").err())
                .startsWith("podd: that is no key: ").doesNotContain("very");
        assertThat(bench.run("key", "set", "gemini").err()).startsWith("podd: There is no provider \"gemini\"");
        assertThat(bench.input("sk-very-secret\n").run("key", "set", "openai"))
                .isEqualTo(new Done(0, "the key of openai is in the keychain\n", ""));
        assertThat(bench.run("key", "list").out()).isEqualTo("openai\n");
        Files.writeString(bench.home.resolve(".config/podd/pod.toml"), "");
        assertThat(bench.run("doctor").out()).contains("ok    keychain       keys of openai\n")
                .contains("openai, its usual model, key of the keychain\n").doesNotContain("very-secret");
        assertThat(bench.run("key", "remove", "openai").out()).isEqualTo("the key of openai is removed\n");
        assertThat(bench.run("key", "remove", "openai").code()).isEqualTo(1);
    }

    @Test
    void whatLooksLikeAKeyIsInNoTranscript() {
        String token = "gh" + "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        bench.says("It is " + token + ".");
        bench.run("run", "What is it?");

        assertThat(bench.run("sessions", "show", bench.session()).out()).contains("It is [secret: GitHub token].");
        assertThat(bench.run("sessions", "export", bench.session(), "--format", "markdown").out())
                .contains("It is [secret: GitHub token].")
                .doesNotContain(token);
    }

    @Test
    void aTranscriptCannotSteerATerminalWithoutColoursAndIsWholeInAPipe() {
        bench.says("Do \u001b]52;c;ZXZpbA==\u0007 it \u009b2J.");
        bench.run("run", "How?");
        String session = bench.session();

        for (String command : List.of("show", "export --format markdown", "export")) {
            List<String> line = new ArrayList<>(List.of("sessions"));
            line.addAll(List.of((command + " " + session).split(" ")));
            TestScreen terminal = TestScreen.plainTerminal();
            assertThat(new Commands(bench.context(terminal)).run(line.toArray(String[]::new))).isZero();
            assertThat(terminal.out()).as(command).contains("it <U+009B>2J.").doesNotContain("\u009b", "\u0007",
                    "\\e]");
            assertThat(bench.run(line.toArray(String[]::new)).out()).as(command).contains("it \u009b2J.");
        }
    }

    @Test
    void anExportIsOnlyThePersons() throws IOException {
        bench.says("An answer.");
        bench.run("run", "A question?");

        bench.run("sessions", "export", bench.session(), "--output", "talk.jsonl");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.workspace.resolve("talk.jsonl"))))
                .isEqualTo("rw-------");
    }

    /** Ctrl-C interrupts the thread of a command that runs in the shared daemon. */
    @Test
    void whatIsInterruptedIsCancelledAndNoFaultOfOurs() throws IOException {
        bench.says("An answer.");
        bench.run("run", "A question?");
        String session = bench.session();
        bench.run("sessions", "export", session, "--output", "talk.jsonl");
        bench.input(Files.readString(bench.workspace.resolve("talk.jsonl")));

        for (String command : List.of("list --query answer", "search answer", "show " + session, "verify " + session,
                "export " + session, "export --output new.jsonl " + session, "import -")) {
            Thread.currentThread().interrupt();
            Done done = bench.run(("sessions " + command).split(" "));
            assertThat(Thread.interrupted()).as(command).isTrue();
            assertThat(done.code()).as("%s: %s", command, done).isEqualTo(130);
            assertThat(done.err()).as(command).matches("podd: .*cancelled.*\n");
        }
        assertThat(bench.workspace.resolve("new.jsonl")).doesNotExist();
        assertThat(bench.home.resolve(".local/state/podd/bugs.log")).doesNotExist();
        assertThat(bench.sessions()).containsExactly(session);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsBad() throws IOException {
        Path file = Files.writeString(bench.home.resolve("file"), "no folder");
        Done done = bench.variable("PODD_HOME", file.resolve("podd").toString()).run("doctor");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).contains("bad   configuration", "bad   store");
    }
}
