package dev.podd.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
                "echo \"$#$0\"§0§'1sh\n'", "cat; echo end§0§'end\n'", "printf 'Gr\\303\\274n \\377'§0§Grün \uFFFD",
                "trap 'echo bye' EXIT; exit 3§3§'bye\n'", "echo 'a b' | tr b c§0§'a c\n'"})
    void aCommandEndsWithItsCodeAndAllItsOutput(String command, int code, String output) throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command(command, folder), SHELL, LONG, text::append);

        assertThat(ending).isEqualTo(new Ending.Exited(code, 0, 0));
        assertThat(text).hasToString(output);
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
    void anInterruptKillsTheWholeTreeWithin100Milliseconds(String command) throws Exception {
        CompletableFuture<String> pid = new CompletableFuture<>();
        CompletableFuture<Long> stopped = new CompletableFuture<>();
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                runner.run(new Command(command, folder), SHELL, LONG, pid::complete);
            } catch (InterruptedException e) {
                stopped.complete(System.nanoTime());
            }
        });
        ProcessHandle child = Processes.of(pid.get(30, TimeUnit.SECONDS));

        long begun = System.nanoTime();
        turn.interrupt();

        assertThat(Duration.ofNanos(stopped.get(30, TimeUnit.SECONDS) - begun)).isLessThan(Duration.ofMillis(100));
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

    /** Ways out of the session of a command; each prints the id of the process that went. */
    private static final String[] WAYS_OUT = {"setsid sleep 1000 >/dev/null 2>&1 & echo $!",
        "setsid -f sh -c 'echo $$; exec sleep 1000 >/dev/null 2>&1'",
        "(setsid sh -c '(sleep 1000 >/dev/null 2>&1 & echo $!) &' &)",
        "env -i /usr/bin/setsid -f /bin/sh -c 'echo $$; exec sleep 1000 >/dev/null 2>&1'",
        "nohup setsid sleep 1000 >/dev/null 2>&1 & echo $!"};

    static Stream<String> waysOut() {
        return Stream.of(WAYS_OUT);
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void aDetachedProcessDoesNotHoldTheResultUpAndRunsUntilItsOwnerIsClosed(String wayOut) throws Exception {
        StringBuilder text = new StringBuilder();

        Ending ending = runner.run(new Command(wayOut + "; sleep 0.2", folder), SHELL, LONG, text::append);

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
        RunningCommand running = runner.start(new Command(wayOut + "; sleep 1000", folder), SHELL, pid::complete);
        ProcessHandle detached = Processes.of(pid.get(30, TimeUnit.SECONDS));

        running.kill();

        Processes.assertGone(detached);
    }

    @ParameterizedTest
    @MethodSource("waysOut")
    void aHookLeavesNothingBehind(String wayOut) throws Exception {
        CommandReply reply = runner.ask(new Command(wayOut + "; sleep 0.2", folder), HOOK, new byte[0], LONG, 100);

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
            assertThatThrownBy(() -> new CommandRunner(helpless, ChildEnvironment.from(Map.of(), List.of()))
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
    void aQuestionNeedNotBeReadAndAnAnswerIsCut() throws Exception {
        CommandReply reply = runner.ask(new Command("exec <&-; yes | head -c 100000", folder), HOOK,
                new byte[1_000_000], LONG,
                10);

        assertThat(reply.ending()).isEqualTo(new Ending.Exited(0, 0, 0));
        assertThat(reply.output()).isEqualTo("y\ny\ny\ny\ny\n".getBytes(UTF_8));
    }

    @Test
    void noSecretReachesACommand() throws Exception {
        Map<String, String> daemon = Map.of("PATH", System.getenv("PATH"), "ANTHROPIC_API_KEY", "1", "GH_TOKEN", "2",
                "AWS_SECRET_ACCESS_KEY", "3", "db_password", "4", "MY_MODEL", "5", "TOKENIZERS_PARALLELISM", "no",
                "SSH_AUTH_SOCK", "/s");
        CommandRunner guarded = new CommandRunner(guard, ChildEnvironment.from(daemon, List.of("MY_MODEL")));
        StringBuilder text = new StringBuilder();

        guarded.run(new Command("env | cut -d= -f1 | grep -v -e '^PWD' -e '^_' | sort", folder), SHELL, LONG,
                text::append);

        assertThat(text.toString().lines()).containsExactly("GIT_PAGER", "GIT_TERMINAL_PROMPT", "PAGER", "PATH",
                "SSH_AUTH_SOCK", "TERM", "TOKENIZERS_PARALLELISM");
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

    @Test
    void withoutAWayToGuardNothingRuns() {
        try (ProcessGuard helpless = new ProcessGuard(folder.toString())) {
            assertThatThrownBy(() -> new CommandRunner(helpless, ChildEnvironment.from(Map.of(), List.of()))
                    .start(new Command("true", folder), SHELL, text -> {})).isInstanceOf(SandboxException.class)
                    .hasMessageContaining("setsid");
        }
    }

    @Test
    void perlStandsInForSetsid() throws Exception {
        Path perl = Files.writeString(folder.resolve("perl"), "#!/bin/sh\nexec /usr/bin/perl \"$@\"\n");
        assertThat(perl.toFile().setExecutable(true)).isTrue();
        StringBuilder text = new StringBuilder();
        try (ProcessGuard withPerl = new ProcessGuard(folder.toString())) {
            Ending ending = new CommandRunner(withPerl, ChildEnvironment.from(System.getenv(), List.of()))
                    .run(new Command("sleep 1000 & echo hello", folder), SHELL, LONG, text::append);

            assertThat(ending).isEqualTo(new Ending.Exited(0, 1, 0));
            assertThat(text).hasToString("hello\n");
        }
    }

    private CommandRunner runner(Map<String, String> environment) {
        return new CommandRunner(guard, ChildEnvironment.from(environment, List.of()));
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
