package dev.podd.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunnerTest {
    private static final Confinement SHELL = new Confinement.None(Confinement.Purpose.SHELL);
    private static final Confinement HOOK = new Confinement.None(Confinement.Purpose.HOOK);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ProcessGuard guard = new ProcessGuard(System.getenv("PATH"));
    private final CommandRunner runner = runner(System.getenv());

    @AfterEach
    void stop() {
        guard.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§',
            value = {"true§0§''", "exit 7§7§''", "kill -9 $$§137§''", "echo out; echo err >&2§0§'out\nerr\n'",
                "echo \"$#$0\"§0§'0sh\n'", "cat; echo end§0§'end\n'", "printf 'Gr\\303\\274n \\377'§0§Grün \uFFFD",
                "trap 'echo bye' EXIT; exit 3§3§'bye\n'", "echo 'a b' | tr b c§0§'a c\n'"})
    void aCommandEndsWithItsCodeAndAllItsOutput(String command, int code, String output) throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command(command, folder), SHELL, LONG, text::append);

        assertThat(ending).isEqualTo(new Ending.Exited(code, 0, 0));
        assertThat(text).hasToString(output);
    }

    @Test
    void afterTheGuardIsClosedACommandIsRefusedWithTheReason() {
        guard.close();

        assertThatThrownBy(() -> runner.start(new Command("echo x", folder), SHELL, text -> {}))
                .isInstanceOf(SandboxException.class).hasMessage("cannot start \"echo x\": Podd is stopping");
    }

    @Test
    void aCommandThatKillsItsParentEndsAloneAndTheNextOneRuns() throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command("kill -9 $PPID; sleep 1000", folder), SHELL, LONG, text::append);

        assertThat(ending).isInstanceOfSatisfying(Ending.Exited.class, exited -> assertThat(exited.code())
                .isEqualTo(137));
        assertThat(runner.run(new Command("echo on", folder), SHELL, LONG, text::append))
                .isEqualTo(new Ending.Exited(0, 0, 0));
        assertThat(text).hasToString("on\n");
    }

    @Test
    void outputComesWhileTheCommandRuns() throws Exception {
        LinkedBlockingQueue<String> pieces = new LinkedBlockingQueue<>();

        RunningCommand running = runner.start(new Command("echo first; exec sleep 1000", folder), SHELL, pieces::add);

        assertThat(pieces.poll(30, TimeUnit.SECONDS)).isEqualTo("first\n");
        assertThat(running.isAlive()).isTrue();
        running.kill();
        assertThat(running.isAlive()).isFalse();
    }

    /** The folder is entered by the command's own process: the thread that starts all commands looks at no file of a workspace. */
    @Test
    void aFolderThatCannotBeEnteredIsSaidByTheCommandAndTheNextOneRuns() throws Exception {
        StringBuilder text = new StringBuilder();
        Path missing = folder.resolve("missing");

        assertThat(runner.run(new Command("echo no", missing), SHELL, LONG, text::append))
                .isEqualTo(new Ending.Exited(126, 0, 0));
        assertThat(runner.run(new Command("pwd; env | grep -c PWD=/$", folder), SHELL, LONG, text::append))
                .isInstanceOf(Ending.Exited.class);
        assertThat(text).hasToString("the folder " + missing + " cannot be entered\n" + folder.toRealPath() + "\n0\n");
    }

    @Test
    void aLimitKillsTheCommand() throws Exception {
        Duration limit = Duration.ofMillis(50);

        assertThat(runner.run(new Command("sleep 1000", folder), SHELL, limit, text -> {}))
                .isEqualTo(new Ending.TimedOut(limit));
    }

    /** Each line leaves a process behind that a plain kill of the shell would not reach. */
    @ParameterizedTest
    @ValueSource(strings = {"sleep 1000 & echo $!; wait", "(sleep 1000 & echo $!); sleep 1000",
        "timeout 1000 sleep 1000 & echo $!; wait", "bash -c 'set -m; sleep 1000 & echo $!; wait'",
        "trap '' TERM INT HUP; sh -c 'echo $$; exec sleep 1000'"})
    void anInterruptKillsTheWholeTree(String command) throws Exception {
        CompletableFuture<String> pid = new CompletableFuture<>();
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                runner.run(new Command(command, folder), SHELL, LONG, pid::complete);
            } catch (InterruptedException e) {
                stopped.complete(true);
            }
        });
        ProcessHandle child = Processes.of(pid.get(30, TimeUnit.SECONDS));

        turn.interrupt();

        assertThat(stopped.get(30, TimeUnit.SECONDS)).isTrue();
        Processes.assertGone(child);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1000 & echo $!", "sleep 1000 >/dev/null 2>&1 & echo $!",
        "timeout 1000 sleep 1000 >/dev/null & sleep 0.1; echo $!"})
    void whatACommandLeavesRunningIsKilledAndCounted(String command) throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command(command, folder), SHELL, LONG, text::append);

        assertThat(ending).isInstanceOfSatisfying(Ending.Exited.class, exited -> {
            assertThat(exited.code()).isZero();
            assertThat(exited.leftRunning()).isPositive();
        });
        Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(text.toString().strip()));
        left.ifPresent(Processes::assertGone);
    }

    /** Ways out of the session of a command; the process that went writes its id into a file. */
    private static final String[] WAYS_OUT = {"setsid sh -c 'echo $$ >out; exec sleep 1000' >/dev/null 2>&1 &",
        "setsid -f sh -c 'echo $$ >out; exec sleep 1000' >/dev/null 2>&1;",
        "(setsid sh -c 'sh -c \"echo \\$\\$ >out; exec sleep 1000\" &' >/dev/null 2>&1 &);",
        "env -i /usr/bin/setsid -f /bin/sh -c 'echo $$ >out; exec sleep 1000' >/dev/null 2>&1;",
        "nohup setsid sh -c 'echo $$ >out; exec sleep 1000' >/dev/null 2>&1 &"};
    private static final String IS_OUT = " until [ -s out ]; do sleep 0.01; done; cat out";

    static Stream<String> waysOut() {
        return Stream.of(WAYS_OUT);
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void aDetachedProcessDoesNotHoldTheResultUpAndRunsUntilItsOwnerIsClosed(String wayOut) throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command(wayOut + IS_OUT, folder), SHELL, LONG, text::append);

        ProcessHandle detached = Processes.of(text.toString());
        assertThat(ending).isEqualTo(new Ending.Exited(0, 0, 1));
        assertThat(detached.isAlive()).isTrue();
        runner.close();
        Processes.assertGone(detached);
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void aCancelKillsADetachedProcess(String wayOut) throws Exception {
        CompletableFuture<String> pid = new CompletableFuture<>();
        RunningCommand running = runner.start(new Command(wayOut + IS_OUT + "; sleep 1000", folder), SHELL,
                pid::complete);
        ProcessHandle detached = Processes.of(pid.get(30, TimeUnit.SECONDS));

        running.kill();

        Processes.assertGone(detached);
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void aHookLeavesNothingBehind(String wayOut) throws Exception {
        CommandReply reply = runner.ask(new Command(wayOut + IS_OUT, folder), HOOK, new byte[0], LONG, 100);

        assertThat(reply.ending()).isEqualTo(new Ending.Exited(0, 1, 0));
        ProcessHandle.of(Long.parseLong(new String(reply.output(), UTF_8).strip())).ifPresent(Processes::assertGone);
    }

    @Test
    void nothingStartsForAClosedOwner() {
        runner.close();

        assertThatThrownBy(() -> runner.start(new Command("true", folder), SHELL, text -> {}))
                .isInstanceOf(SandboxException.class).hasMessageContaining("closed");
    }

    @Test
    void programsOfTheGuardAreTakenFromAbsoluteFoldersOnly() {
        try (ProcessGuard helpless = new ProcessGuard(":.:bin")) {
            assertThatThrownBy(
                    () -> new CommandRunner(helpless, ChildEnvironment.from(Map.of(), List.of()), new Secrets())
                            .start(new Command("true", Path.of("/usr/bin")), SHELL, text -> {}))
                    .isInstanceOf(SandboxException.class);
        }
    }

    @Test
    void aQuestionGoesToStandardInputAndErrorsStayApart() throws Exception {
        byte[] input = "{\"tool\":\"shell\"}".repeat(20_000).getBytes(UTF_8);

        CommandReply reply = runner.ask(new Command("cat; echo why >&2; exit 2", folder), HOOK, input, LONG, 1_000_000);

        assertThat(reply.ending()).isEqualTo(new Ending.Exited(2, 0, 0));
        assertThat(reply.output()).isEqualTo(input);
        assertThat(reply.errors()).isEqualTo("why\n");
    }

    @Test
    void ofManyErrorsTheLastAreKept() throws Exception {
        CommandReply reply = runner.ask(new Command("seq 100000 >&2; echo ValueError: x >&2; exit 1", folder), HOOK,
                new byte[0], LONG, 10);

        assertThat(reply.errors()).hasSize(4096).endsWith("\n99999\n100000\nValueError: x\n");
    }

    @Test
    void aQuestionNeedNotBeReadAndAnAnswerIsCut() throws Exception {
        CommandReply reply = runner.ask(new Command("exec <&-; yes | head -c 100000", folder), HOOK,
                new byte[1_000_000], LONG,
                10);

        assertThat(reply.ending()).isEqualTo(new Ending.Exited(0, 0, 0));
        assertThat(reply.output()).isEqualTo("y\ny\ny\ny\ny\n".getBytes(UTF_8));
    }

    private static final String NAMES = "env | cut -d= -f1 | grep -v -e '^PWD' -e '^OLDPWD' -e '^_' -e '^SHLVL' | sort";

    private List<String> variables(CommandRunner some) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        some.run(new Command(NAMES, folder), SHELL, LONG, text::append);
        return text.toString().lines().toList();
    }

    @Test
    void aCommandSeesOnlyVariablesThatProgramsAreKnownToNeed() throws Exception {
        Map<String, String> daemon = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8",
                "JAVA_HOME", "/java", "CARGO_HOME", "/cargo", "SSH_AUTH_SOCK", "/s", "HTTP_PROXY", "http://proxy:80",
                "https_proxy", "http://me:word@proxy:80", "JAVA_TOOL_OPTIONS", "-Dtrust.password=x"));
        for (String secret : List.of("ANTHROPIC_API_KEY", "GH_TOKEN", "AWS_SECRET_ACCESS_KEY", "db_password",
                "OPENAI_APIKEY", "ANTHROPIC_API_KEY_2", "API_KEY_OPENAI", "HF_ACCESSTOKEN", "PRIVATE_KEY_PEM",
                "CLIENT_SECRET_JSON", "GOOGLE_APPLICATION_CREDENTIALS_JSON", "TOKEN_GITHUB", "apikey", "PASSWORD_ADMIN",
                "MODEL_AUTH", "DATABASE_URL", "NPM_TOKEN", "CARGO_REGISTRIES_MINE_TOKEN", "PIP_PASSWORD",
                "POETRY_PYPI_TOKEN_MINE", "npm_config__auth", "GRADLE_ENTERPRISE_ACCESS_KEY")) {
            daemon.put(secret, "1");
        }

        assertThat(variables(runner(daemon))).containsExactly("CARGO_HOME", "GIT_PAGER", "GIT_TERMINAL_PROMPT",
                "HTTP_PROXY", "JAVA_HOME", "LC_ALL", "PAGER", "PATH", "SSH_AUTH_SOCK", "TERM");
    }

    @Test
    void aManifestNamesMoreVariablesButNoKeyUnderAnyName() throws Exception {
        Map<String, String> daemon = Map.of("PATH", System.getenv("PATH"), "DATABASE_URL", "db://a", "MY_MODEL",
                "sk-123456789", "LANG", "sk-123456789", "COPY", "Bearer sk-123456789");
        Secrets secrets = new Secrets();
        secrets.add("sk-123456789");
        CommandRunner named = new CommandRunner(guard, ChildEnvironment.from(daemon, List.of()), secrets)
                .with(List.of("DATABASE_URL", "MY_MODEL", "COPY"), List.of("MY_MODEL"));

        assertThat(variables(named)).containsExactly("DATABASE_URL", "GIT_PAGER", "GIT_TERMINAL_PROMPT", "PAGER",
                "PATH", "TERM");
    }

    @Test
    void aKeyIsLeftOutOfWhatACommandPrintsAlsoWhenItComesInPieces() throws Exception {
        Secrets secrets = new Secrets();
        secrets.add("sk-123456789");
        CommandRunner redacting = new CommandRunner(guard, ChildEnvironment.from(System.getenv(), List.of()), secrets);
        StringBuilder text = new StringBuilder();
        String command = "printf 'a sk-1234'; sleep 0.2; echo '56789 b'; echo sk-123456789 >&2; printf 'c sk-12'";

        redacting.run(new Command(command, folder), SHELL, LONG, text::append);

        assertThat(text).hasToString("a [secret] b\n[secret]\nc sk-12");
    }

    /** Looks at what {@code /proc} guards as it guards the environment, which root may read in spite of a domain. */
    @Test
    void anIsolatedCommandCannotLookIntoOtherProcessesButItsOwn() throws Exception {
        StringBuilder isolated = new StringBuilder();
        StringBuilder open = new StringBuilder();
        Command look = new Command("readlink /proc/" + ProcessHandle.current().pid()
                + "/cwd || echo closed; sleep 1000 & readlink /proc/$!/cwd", folder);

        runner.run(look, new Confinement.Isolated(Confinement.Purpose.SHELL), LONG, isolated::append);
        runner.run(look, SHELL, LONG, open::append);

        String own = folder.toRealPath() + "\n";
        assertThat(isolated).hasToString("closed\n" + own);
        assertThat(open).hasToString(Path.of("").toRealPath() + "\n" + own);
    }

    @Test
    void aGuardThatWasKilledIsReplaced() throws Exception {
        RunningCommand running = runner.start(new Command("sleep 1000", folder), SHELL, text -> {});
        ProcessHandle first = guardProcess();

        first.destroyForcibly();
        Processes.assertGone(first);
        Ending ending = runner.run(new Command("true", folder), SHELL, LONG, text -> {});

        assertThat(ending).isEqualTo(new Ending.Exited(0, 0, 0));
        assertThat(guardProcess().pid()).isNotEqualTo(first.pid());
        guard.close();
        assertThat(running.await()).isEqualTo(new Ending.Exited(137, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm -f \u00e9", "echo \ud83d\ude00", "echo \ud83d"})
    void whatTheLocaleCannotExpressDoesNotRunAsSomethingElse(String command) {
        try (ProcessGuard ascii = new ProcessGuard(String.valueOf(System.getenv("PATH")), US_ASCII)) {
            CommandRunner some = new CommandRunner(ascii, ChildEnvironment.from(System.getenv(), List.of()),
                    new Secrets());
            assertThatThrownBy(() -> some.start(new Command(command, folder), SHELL, text -> {}))
                    .isInstanceOf(SandboxException.class).hasMessageContaining("US-ASCII");
        }
    }

    @Test
    void withoutAWayToGuardNothingRuns() {
        try (ProcessGuard helpless = new ProcessGuard(folder.toString())) {
            assertThatThrownBy(
                    () -> new CommandRunner(helpless, ChildEnvironment.from(Map.of(), List.of()), new Secrets())
                            .start(new Command("true", folder), SHELL, text -> {}))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("setsid");
        }
    }

    @Test
    void perlStandsInForSetsid() throws Exception {
        Path perl = Files.writeString(folder.resolve("perl"), "#!/bin/sh\nexec /usr/bin/perl \"$@\"\n");
        assertThat(perl.toFile().setExecutable(true)).isTrue();
        StringBuilder text = new StringBuilder();
        try (ProcessGuard withPerl = new ProcessGuard(folder.toString())) {
            Ending ending = new CommandRunner(withPerl, ChildEnvironment.from(System.getenv(), List.of()),
                    new Secrets())
                    .run(new Command("sleep 1000 & echo hello", folder), SHELL, LONG, text::append);

            assertThat(ending).isEqualTo(new Ending.Exited(0, 1, 0));
            assertThat(text).hasToString("hello\n");
        }
    }

    private CommandRunner runner(Map<String, String> environment) {
        return new CommandRunner(guard, ChildEnvironment.from(environment, List.of()), new Secrets());
    }

    /** A process that was just started has no arguments yet that one could see. */
    private static ProcessHandle guardProcess() {
        return Stream.generate(CommandRunnerTest::guardProcessIfSeen).limit(100_000).flatMap(Optional::stream)
                .findFirst().orElseThrow();
    }

    private static Optional<ProcessHandle> guardProcessIfSeen() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().arguments()
                        .map(line -> Stream.of(line).anyMatch(each -> each.contains("ismarked"))).orElse(false))
                .findFirst();
    }
}
