package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.sandbox.Sandbox;
import dev.podd.tool.PreparedCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands of the real shell tool that try to leave the real bubblewrap. Where that is not installed, these tests fail: a
 * sandbox that was not tried holds nothing.
 */
class BreakOutTest {
    /** Told apart from those of other tests and of other runs on this machine. */
    private static final String SLEEP = "sleep 1000." + ProcessHandle.current().pid();

    @TempDir
    Path parent;

    private SandboxedDesk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new SandboxedDesk(parent.toRealPath(), System.getenv("PATH"));
        Sandbox sandbox = desk.guard.sandbox();
        assertThat(sandbox.name()).as("install bubblewrap: %s", desk.guard.whyNoBetterSandbox())
                .isEqualTo("bubblewrap");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void itIsSaidWhatHolds() {
        assertThat(desk.containment("true").words()).isEqualTo("sandbox: bubblewrap, no network");
        assertThat(desk.containment("true").runsUnasked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasAllowedBecauseTheSandboxHeldIsNotRunWhereItHoldsNoMore(boolean isJob) throws Exception {
        PreparedCall call = desk.prepare("cat deep/er/server.pem .env > seen; cat seen", isJob);
        assertThat(call.containment().orElseThrow().runsUnasked()).isTrue();
        assertThat(desk.shell("mkdir aside; i=0; while [ $i -le 2000 ]; do : > aside/$i.pem; i=$((i+1)); done"))
                .endsWith(
                        "Whether it made files from which programs run commands is not known: more than 2000 files may not be "
                                + "read or written");

        assertThat(desk.run(call)).startsWith("not run: the sandbox held when this call was allowed, and does not now "
                + "(sandbox: bubblewrap, no network; it may not hold, since more than 2000 files may not be read or "
                + "written)");
        assertThat(desk.project.resolve("seen")).doesNotExist();
        assertThat(desk.containment("true").runsUnasked()).isFalse();
        assertThat(desk.printed("echo on")).as("one that a rule allows").isEqualTo("on");
    }

    @Test
    void theProjectIsReadAndWrittenAndItsChangesAreThere() throws Exception {
        assertThat(
                desk.shell("cat src/a.txt; echo three >> src/a.txt; mkdir new; echo x > new/b; rm -r deep/er/../none "
                        + "2>&1"))
                .contains("exit code 1").contains("one\ntwo\n");
        assertThat(desk.content("src/a.txt")).isEqualTo("one\ntwo\nthree\n");
        assertThat(desk.content("new/b")).isEqualTo("x\n");
    }

    /** What HOME says may be anything. */
    @ParameterizedTest
    @ValueSource(strings = {"/etc/hostname", "/etc/hostname/me", "/usr/no/such", "/etc", "/usr", "/", "/no/such/home",
        "/home", "/tmp"})
    void aHomeThatCannotBeReplacedIsElsewhere(String home) throws Exception {
        desk.personsHome(Path.of(home));

        assertThat(desk.shell("cd && touch \"$HOME/x\" && ls x && ls -d /usr/bin && cat \"$OLDPWD/src/a.txt\""))
                .endsWith("exit code 0\n\nx\n/usr/bin\none\ntwo\n");
    }

    @Test
    void theFolderForPoddIsTakenAwayAgain() throws Exception {
        desk.shell("ls -a; mkdir .podd; echo 'x' > .podd/pod.toml; mv .podd q; ln -s src .podd");

        assertThat(desk.project.resolve(".podd")).doesNotExist();
        assertThat(desk.project.resolve("q")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"echo x > %s/outside/made", "cp src/a.txt %s/outside/made", "touch /usr/made /etc/made /made",
                "mkdir -p %s/home/made; echo x > %s/home/.bashrc; echo x > %s/home/notes.txt",
                "ln -s %s/outside link; echo x > link/made", "ln -s %s/home/notes.txt link; echo x > link",
                "ln %s/home/notes.txt hard; echo x > hard; cp -l %s/home/notes.txt hard; echo x > hard",
                "i=0; while [ $i -lt 50 ]; do ln -sfn %s/outside swap & echo x > swap/made & ln -sfn src swap & "
                        + "echo x > swap/made; wait; i=$((i+1)); done",
                "cd ..; echo x > notes.txt; echo x > ../outside/made", "mv src/a.txt %s/outside/",
                "mount -t tmpfs none src; mount -o remount,rw /usr; mount --bind / src; umount -l .env",
                "echo x > /proc/sysrq-trigger; echo 1 > /proc/sys/kernel/sysrq"})
    void nothingOutsideIsWritten(String command) throws Exception {
        desk.shell(command.replace("%s", desk.outside.getParent().toString()));

        try (var outside = Files.list(desk.outside)) {
            assertThat(outside).isEmpty();
        }
        assertThat(desk.home.resolve("notes.txt")).hasContent("notes of the person");
        assertThat(desk.home.resolve(".bashrc")).doesNotExist();
        assertThat(desk.home.resolve("made")).doesNotExist();
        assertThat(Path.of("/usr/made")).doesNotExist();
        assertThat(Path.of("/etc/made")).doesNotExist();
        assertThat(Path.of("/made")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat .env", "cat deep/er/server.pem", "cat ../.ssh/id_rsa ~/.ssh/id_rsa",
        "cat ../notes.txt",
        "cp .env copied; cat copied", "mv .env moved; cat moved", "ln .env hard; cat hard", "ln -s .env soft; cat soft",
        "ln -s ../.ssh/id_rsa soft; cat soft", "mv deep other; cat other/er/server.pem", "tar cf - . | tr -d '\\0'",
        "grep -r -a KEY . ..", "cp -r . ../copy; cat ../copy/.env", "dd if=.env", "umount .env; cat .env",
        "rm -f .env; cat .env", "unshare -Urm sh -c 'umount .env; cat .env'", "unshare -Ur cat .env",
        "for p in /proc/[0-9]*; do cat $p/root%s/home/notes.txt $p/root%s/home/project/.env $p/cwd/.env; done",
        "cat /proc/1/root%s/home/.ssh/id_rsa /proc/self/root%s/home/.ssh/id_rsa", "git diff --no-index /dev/null .env",
        "find / -name id_rsa -exec cat {} +", "cat /etc/shadow; cat %s/home/notes.txt",
        "exec 3<.env; cat <&3", "head -c 100 /dev/sda /dev/vda /dev/nvme0n1; cat /dev/mem | head -c 10 >/dev/null",
        "busybox cat .env || sh -c 'while read -r l; do echo $l; done < .env'"})
    void nothingSecretIsRead(String command) throws Exception {
        String all = desk.shell(command.replace("%s", desk.outside.getParent().toString()));

        assertThat(all).doesNotContain("tk-12345").doesNotContain("PRIVATE KEY").doesNotContain("notes of the person");
        assertThat(desk.project.resolve(".env")).hasContent("TOKEN=tk-12345");
    }

    @Test
    void keysOfOtherPeopleAndOfTheSystemAreNotThere() throws Exception {
        assertThat(desk
                .printed("cat /etc/shadow >/dev/null && echo read; ls /home /root 2>&1 | head -3; ls /run /sys /mnt "
                        + "/media /srv /boot 2>/dev/null"))
                .doesNotContain("read").doesNotContain("root:");
    }

    @Test
    void aSecretThatAppearsBetweenTwoCommandsIsHiddenToo() throws Exception {
        desk.shell("ls");
        SandboxedDesk.file(desk.project.resolve("node_modules/some/thing/.env.local"), "TOKEN=tk-12345");
        SandboxedDesk.file(desk.project.resolve("src/id_ed25519"), "PRIVATE KEY");

        assertThat(desk.shell("cat node_modules/some/thing/.env.local src/id_ed25519")).contains("Permission denied")
                .doesNotContain("tk-12345").doesNotContain("PRIVATE KEY");
    }

    @Test
    void noSocketOutsideIsReached() throws Exception {
        Path socket = desk.outside.resolve("socket");
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(socket));
            String script = """
                    import socket, sys
                    def attempt(name, family, kind, address):
                        try:
                            s = socket.socket(family, kind)
                            s.settimeout(3)
                            s.connect(address)
                            if kind == socket.SOCK_DGRAM: s.send(b"x")
                            print(name + " open")
                        except OSError as e:
                            print(name + " closed")
                    attempt("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", PORT))
                    attempt("far", socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80))
                    attempt("udp", socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53))
                    attempt("unix", socket.AF_UNIX, socket.SOCK_STREAM, "SOCKET")
                    attempt("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\\0podd-test")
                    for path in ["/var/run/docker.sock", "/run/docker.sock", "/run/dbus/system_bus_socket"]:
                        attempt("system", socket.AF_UNIX, socket.SOCK_STREAM, path)
                    """.replace("PORT", Integer.toString(tcp.getLocalPort())).replace("SOCKET", socket.toString());
            Process listener = new ProcessBuilder("python3", "-c",
                    "import socket,sys\ns=socket.socket(socket.AF_UNIX)\n"
                            + "s.bind('\\0podd-test')\ns.listen()\nprint('on',flush=True)\nsys.stdin.read()")
                    .start();
            try {
                assertThat(listener.inputReader().readLine()).isEqualTo("on");
                SandboxedDesk.file(desk.project.resolve("try.py"), script);
                assertThat(desk.printed("python3 try.py")).contains("tcp closed", "far closed", "udp closed",
                        "unix closed", "abstract closed").doesNotContain("open");
            } finally {
                listener.destroyForcibly();
            }
        }
    }

    @Test
    void theLoopbackInsideWorks() throws Exception {
        assertThat(desk.printed("python3 -c \"import socket;s=socket.create_server(('127.0.0.1',0));"
                + "c=socket.create_connection(s.getsockname());print('in')\"")).isEqualTo("in");
    }

    @Test
    void noProcessOutsideIsSeenTracedOrKilled() throws Exception {
        long daemon = ProcessHandle.current().pid();

        String all = desk.shell("ls -d /proc/" + daemon + "; kill -9 " + daemon + "; kill -9 -1; cat /proc/" + daemon
                + "/environ; ls /proc | grep -c '^[0-9]'; python3 -c \"import ctypes;l=ctypes.CDLL(None,use_errno=True);"
                + "print(l.ptrace(16," + daemon + ",0,0), l.ptrace(16,1,0,0))\"");

        assertThat(all).doesNotContain("/proc/" + daemon + "\n").doesNotContain("0 0");
        assertThat(desk.printed("ls /proc | grep -c '^[0-9]'").lines().findFirst().orElse("99")).hasSizeLessThan(3);
    }

    @Test
    void noRightIsGained() throws Exception {
        Path program = Files.copy(Path.of("/usr/bin/id"), desk.project.resolve("id"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(desk.printed("chmod 4755 id; ./id -u")).isEqualTo(desk.printed("id -u"));
        assertThat(desk.printed("chmod u+s id; grep -e NoNewPrivs -e CapEff -e CapBnd /proc/self/status"))
                .contains("NoNewPrivs:\t1").contains("CapEff:\t0000000000000000").contains("CapBnd:\t0000000000000000");
        assertThat(
                desk.printed("unshare -U true && echo made; unshare -Urn true && echo made; sudo -n true && echo made; "
                        + "su -c true && echo made; mknod dev b 8 0 && echo made; chroot / true && echo made"))
                .doesNotContain("made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1000 & echo left", "setsid -f sleep 1000; echo left",
        "(setsid sh -c 'sleep 1000 & sleep 1000' &) ; sleep 0.2; echo left",
        "nohup sleep 1000 >/dev/null 2>&1 & echo left"})
    void whatACommandLeavesBehindEndsWithItAndIsSaid(String command) throws Exception {
        assertThat(desk.shell(command.replace("sleep 1000", SLEEP))).contains("exit code 0").contains("left")
                .contains("killed; background keeps");
        assertThat(sleepers()).isZero();
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses().filter(each -> each.info().commandLine().orElse("").endsWith(SLEEP))
                .count();
    }

    @Test
    void aJobGoesOnAndIsEnded() throws Exception {
        assertThat(desk.background("echo begun > begun; " + SLEEP + " & " + SLEEP)).contains("job 1 runs");
        assertThat(desk.shell("until [ -s begun ]; do sleep 0.02; done; echo ok")).contains("ok");

        assertThat(desk.shell("kill %1")).contains("was killed");
        assertThat(sleepers()).isZero();
    }

    @Test
    void aStormOfProcessesEndsWithItsCommandAndTheNextOneRuns() throws Exception {
        assertThat(desk
                .shell("nice -n 19 timeout 20 sh -c 'i=0; while [ $i -lt 10000 ]; do " + SLEEP
                        + " & i=$((i+1)); done' 2>/dev/null; " + SLEEP + " & echo ended")) // timeout may have ended the others
                .contains("exit code", "ended", "left running");

        assertThat(desk.printed("echo on")).isEqualTo("on");
        assertThat(sleepers()).isZero();
    }

    @Test
    void memoryThatLooksLikeADiskIsBounded() throws Exception {
        assertThat(
                desk.printed("head -c 100000000 /dev/zero > /dev/shm/full; df -k /dev/shm | tail -1 | awk '{print $4}';"
                        + " head -c 100000 /dev/zero > /dev/more; echo x > /more"))
                .contains("No space left on device")
                .contains("0\n").contains("Read-only file system");
        assertThat(desk.printed("echo on")).isEqualTo("on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo x > .git/hooks/pre-commit", "git config core.fsmonitor ./x", "echo x >> .git/config",
        "rm -rf .git/hooks", "mv .git gone", "mv .vscode gone", "echo x > .vscode/tasks.json", "rm -rf .vscode",
        "echo x > .envrc", "rm -f .envrc; echo x > .envrc", "ln -sf /bin/sh .git/hooks/pre-commit",
        "rm -f .git/commondir; echo ../cache/c > .git/commondir", "mv .git/commondir a; ln -s ../a .git/commondir",
        "echo ../cache/c > a; mv -f a .git/commondir; cp -f a .git/commondir; ln -f a .git/commondir",
        "rm -f .git/config.worktree; git config --file .git/config.worktree core.fsmonitor ./x",
        "rmdir .git/modules; mkdir -p .git/modules/a/hooks; echo x > .git/modules/a/config", "rm -rf .git",
        "echo x > scripts/hooks/pre-commit",
        "mv scripts/hooks a; mkdir scripts/hooks; echo x > scripts/hooks/pre-commit"})
    void whatAProgramRunsStaysAsItIs(String command) throws Exception {
        repository();
        git("config core.hooksPath scripts/hooks");
        SandboxedDesk.file(desk.project.resolve("scripts/hooks/pre-push"), "true");
        SandboxedDesk.file(desk.project.resolve(".vscode/tasks.json"), "{}");
        SandboxedDesk.file(desk.project.resolve(".envrc"), "export A=1");

        desk.shell(command);

        assertThat(desk.project.resolve(".git/hooks/pre-commit")).doesNotExist();
        assertThat(desk.project.resolve(".git/config")).content().contains("word@example.org")
                .doesNotContain("fsmonitor")
                .doesNotContain("\nx");
        assertThat(desk.project.resolve(".vscode/tasks.json")).hasContent("{}");
        assertThat(desk.project.resolve(".envrc")).hasContent("export A=1");
        for (String absent : List.of(".git/commondir", ".git/config.worktree", ".git/modules",
                "scripts/hooks/pre-commit")) {
            assertThat(desk.project.resolve(absent)).doesNotExist();
        }
    }

    /** What a command writes there would be run by the next {@code git status} of the person. */
    @Test
    void noSettingsOfARepositoryAreTakenFromElsewhere() throws Exception {
        repository();
        String attack = "mkdir -p cache/c/refs cache/c/objects; echo 'echo x > ran' > run.sh; chmod +x run.sh; git config "
                + "--file cache/c/config core.fsmonitor ./run.sh; echo ../cache/c > .git/commondir; "
                + "printf '../cache/c\n' > a; mv -f a .git/commondir; cat .git/commondir";
        desk.background(attack + "; touch begun; until [ -e go ]; do sleep 0.02; done");
        awaitThat(() -> Files.exists(desk.project.resolve("begun")));
        assertThat(git("status --short")).as("while a command runs").contains("cache/");
        assertThat(git("rev-parse --git-common-dir")).isEqualTo(desk.project.resolve(".git") + "\n");
        desk.shell("touch go; " + attack);
        awaitThat(() -> Files.notExists(desk.project.resolve(".git/commondir"), LinkOption.NOFOLLOW_LINKS));

        assertThat(git("status --short")).contains("cache/");
        assertThat(desk.project.resolve("ran")).doesNotExist();
        assertThat(desk.project.resolve(".git/config.worktree")).doesNotExist();
        assertThat(desk.project.resolve(".git/modules")).doesNotExist();
    }

    /** For git outside too, while a command runs. */
    @ParameterizedTest
    @ValueSource(strings = {"core.worktree ../tree", "core.bare true"})
    void gitFindsTheWorkTreeThatItsSettingsName(String settings) throws Exception {
        repository();
        Files.createDirectory(desk.project.resolve("tree"));
        git("config " + settings);
        String question = "rev-parse --is-bare-repository --git-dir; git config core.worktree; git status 2>&1; true";
        String before = git(question);

        desk.background("touch begun; until [ -e go ]; do sleep 0.02; done");
        awaitThat(() -> Files.exists(desk.project.resolve("begun")));
        assertThat(git(question)).isEqualTo(before);
        assertThat(desk.project.resolve(".git/commondir")).doesNotExist();
        assertThat(desk.shell("echo ../cache/c > .git/commondir")).doesNotContain("exit code 0");
        desk.shell("touch go");
    }

    /** Each one alone, as an agent runs them. */
    @Test
    void gitDoesInTheSandboxWhatItDoesOutside() throws Exception {
        repository();
        git("config user.name P");
        git("config user.email p@example.org");
        for (String command : List.of("add src", "commit -qm one", "checkout -qb topic", "mv src/a.txt src/b.txt",
                "commit -qam two", "stash list", "branch subject", "checkout -q -", "merge -q subject",
                "tag one", "rebase -q one", "reset -q --hard HEAD~1", "cherry-pick subject", "gc -q", "fsck",
                "worktree list", "reflog", "bisect start", "bisect reset", "submodule status", "clean -nd",
                "worktree add -q wt", "-C wt status", "remote -v", "log --all --oneline")) {
            assertThat(desk.shell("git " + command)).as(command).contains("exit code 0");
        }
        assertThat(
                desk.printed("echo x >> src/b.txt && git stash -q && git status --short src && git stash pop -q && git "
                        + "status --short src"))
                .isEqualTo("M src/b.txt");
        assertThat(git("log --oneline --all")).as("outside").contains("two");
        assertThat(git("fsck")).doesNotContain("error");
        assertThat(git("worktree list")).contains("wt");
    }

    @Test
    void gitWorksAndItsPasswordIsNotRead() throws Exception {
        repository();

        assertThat(desk.shell("git add src && git -c user.name=P -c user.email=p@example.org commit -qm one && git log "
                + "--oneline | wc -l; git status --short; git remote -v; cat .git/config")).contains("exit code 0")
                .contains("\n1\n").contains("https://example.org/a.git").doesNotContain("word@");
        assertThat(desk.content(".git/config")).contains("word@example.org");
    }

    /** Whatever a command puts in the place of a repository's settings: the next one runs, and sees no more than before. */
    @ParameterizedTest
    @ValueSource(strings = {"mkfifo config", "truncate -s 3G config", "mkdir config", "true",
        "ln -s ../../../keys config", "ln -s ../../src/a.txt config", "ln -s %s/home/keys config",
        "ln -s /dev/zero config",
        "ln -s nothing config", "printf '[user]\\n\\tname = %%02000000d' 1 > config",
        "touch config; ln -s ../../../.ssh hooks; mkdir ~/.ssh",
        "touch config; ln -s ../../../.ssh modules; mkdir ~/.ssh",
        "touch config; ln -s ../../../keys config.worktree; touch ~/keys",
        "touch config; ln -s ../../../.ssh worktrees; mkdir ~/.ssh", "touch config; ln -s %s/home/.ssh hooks",
        "touch config; ln -s nothing hooks"})
    void noRepositoryThatACommandMakesLeadsOut(String made) throws Exception {
        SandboxedDesk.file(desk.home.resolve("keys"), "[user]\n\tname = tk-12345\n");
        desk.shell("mkdir -p x/.git && cd x/.git && " + made.replace("%s", desk.outside.getParent().toString())
                .replace("%%", "%"));
        String before = settings();

        assertThat(desk.containment("true").runsUnasked()).isTrue();
        assertThat(desk.shell("echo on; cd x/.git; [ -p config ] || head -c 2000 config; cat hooks/* modules/* "
                + "config.worktree worktrees/* ~/.ssh/* ~/keys; rm -rf config hooks; echo x > config; mkdir hooks;"
                + " echo x > hooks/pre-commit"))
                .contains("\n\non\n").doesNotContain("tk-12345").doesNotContain("PRIVATE KEY")
                .doesNotContain("0".repeat(30));
        assertThat(desk.project.resolve("x/.git/hooks/pre-commit")).doesNotExist();
        assertThat(settings()).isEqualTo(before);
    }

    private String settings() throws IOException {
        Path settings = desk.project.resolve("x/.git/config");
        return Files.exists(settings, LinkOption.NOFOLLOW_LINKS)
                ? Files.readAttributes(settings, "fileKey,size", LinkOption.NOFOLLOW_LINKS).toString() : "none";
    }

    /** Runs git outside the sandbox, as the person does. */
    private String git(String arguments) throws Exception {
        Process git = new ProcessBuilder("sh", "-c", "git " + arguments).directory(desk.project.toFile())
                .redirectErrorStream(true).start();
        String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(printed).isZero();
        return printed;
    }

    private void repository() throws Exception {
        Process made = new ProcessBuilder("sh", "-c", "git init -q . && git remote add origin "
                + "https://me:word@example.org/a.git").directory(desk.project.toFile()).start();
        assertThat(made.waitFor()).isZero();
        try (var hooks = Files.list(desk.project.resolve(".git/hooks"))) {
            for (Path each : hooks.toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void theEnvironmentHasNoSecretAndNoWayOut() throws Exception {
        assertThat(desk
                .printed("env; pwd; hostname >/dev/null; echo $HOME; ls -A ~ /tmp; touch ~/.cache-x /tmp/y && ls -A ~"))
                .doesNotContain("SSH_AUTH_SOCK").doesNotContain("XDG_RUNTIME_DIR").contains(desk.home.toString())
                .doesNotContain("notes.txt").contains(".cache-x");
        assertThat(desk.printed("ls /tmp ~/.cache-x")).as("kept from one command to the next").contains("y")
                .contains(".cache-x");
        assertThat(desk.home.resolve(".cache-x")).doesNotExist();
    }

    @Test
    void theTextOfTheEditorIsSeenAndCannotBeWritten() throws Exception {
        desk.editor.open(desk.project.resolve("src/a.txt"), "typed\n");

        assertThat(desk.printed("cat src/a.txt")).isEqualTo("typed");
        for (String command : List.of("echo x > src/a.txt", "sed -i s/typed/x/ src/a.txt", "rm src/a.txt",
                "mv src/a.txt b", "echo x > n; mv n src/a.txt")) {
            assertThat(desk.shell(command)).contains("Not saved in the editor").contains("src/a.txt");
        }
        assertThat(desk.content("src/a.txt")).isEqualTo("one\ntwo\n");
        assertThat(desk.changes).doesNotContain("src/a.txt");
    }

    /** Of a file that a person types in and of a repository's settings each command needs its own. */
    @Test
    void noCopyOutlivesItsCommand() throws Exception {
        repository();
        desk.editor.open(desk.project.resolve("src/a.txt"), "typed\n");
        desk.containment("true");
        desk.shell("cat src/a.txt");
        desk.background("until [ -e go ]; do sleep 0.02; done; cat src/a.txt > seen");
        FutureTask<String> stopped = new FutureTask<>(() -> desk.shell("echo x > begun; sleep 1000"));
        Thread caller = Thread.startVirtualThread(stopped);
        awaitThat(() -> Files.exists(desk.project.resolve("begun")));
        caller.interrupt();
        caller.join();
        assertThatThrownBy(stopped::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(copies()).as("those of the job").isEqualTo(2);

        assertThat(desk.shell("touch go; until [ -s seen ]; do sleep 0.02; done; cat seen")).endsWith("typed\n");
        awaitThat(() -> copies() == 0);
    }

    private static void awaitThat(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.onSpinWait();
        }
    }

    private long copies() throws IOException {
        try (var all = Files.list(desk.folder.empty().resolveSibling("copies"))) {
            return all.filter(each -> !each.getFileName().toString().startsWith("scratch")).count();
        }
    }

    @Test
    void whatACommandChangesIsRecordedWithItsContents() throws Exception {
        SandboxedDesk.file(desk.project.resolve(".gitignore"), "target/\n");
        SandboxedDesk.file(desk.project.resolve("gone.txt"), "gone\n");
        SandboxedDesk.file(desk.project.resolve("same.txt"), "same\n");
        desk.shell("echo three >> src/a.txt; rm gone.txt; echo new > new.txt; touch same.txt; mkdir target; echo x > "
                + "target/x; printf 'a\\000b' > bytes");

        assertThat(desk.changes).containsExactly("bytes: null -> a\0b", "gone.txt: gone\n -> null",
                "new.txt: null -> new\n", "src/a.txt: one\ntwo\n -> one\ntwo\nthree\n");
        desk.changes.clear();
        SandboxedDesk.file(desk.project.resolve("src/a.txt"), "by the person\n");
        desk.shell("echo four >> src/a.txt; false");
        assertThat(desk.changes).containsExactly("src/a.txt: by the person\n -> by the person\nfour\n");
        desk.changes.clear();
        desk.shell("cat src/a.txt");
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void whatIsTooMuchToRecordIsSaid() throws Exception {
        assertThat(
                desk.shell("head -c 2000000 /dev/zero > large; i=0; while [ $i -lt 120 ]; do echo x > f$i; i=$((i+1));"
                        + " done"))
                .contains("Changed, but not recorded for review, since it is too much: ").contains("large")
                .contains("more files");
        assertThat(desk.changes).hasSize(100);
        assertThat(desk.shell("mkdir .vscode; echo '{}' > .vscode/tasks.json"))
                .contains("Made .vscode/tasks.json, which is read by VS Code");
    }

    /** Whatever git ignores, and however it is made. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mkdir .vscode; echo '{}' > .vscode/tasks.json | .vscode/tasks.json, which is read by VS Code",
        "echo x > ignored/.envrc | ignored/.envrc, which is run by the shell",
        "mkdir x; ln -s x .vscode | .vscode, which is read by VS Code",
        "ln -sfn src .husky | .husky, which is a git hook",
        "git init -q ignored/sub | ignored/sub/.git, which belongs to git",
        "git init -q --bare ignored/bare | ignored/bare, which is a repository to git",
        "git worktree add -q ignored/wt | ignored/wt/.git, which belongs to git",
        "mkdir src/.podd; echo x > src/.podd/pod.toml | src/.podd/pod.toml, which belongs to Podd",
        "head -c 2000000 /dev/zero > .gdbinit | .gdbinit, which is run by a program",
        "mkdir -p scripts/hooks; echo x > scripts/hooks/pre-commit | scripts/hooks/pre-commit, which is a git hook"})
    void aNewFileFromWhichProgramsRunCommandsIsTold(String command, String told) throws Exception {
        repository();
        git("config core.hooksPath scripts/hooks");
        git("-c user.name=P -c user.email=p@example.org commit -q --allow-empty -m one");
        SandboxedDesk.file(desk.project.resolve(".gitignore"), "ignored\n.vscode\n");
        Files.createDirectory(desk.project.resolve("ignored"));
        Files.createSymbolicLink(desk.project.resolve(".husky"), Path.of("ignored"));

        assertThat(desk.shell("true")).doesNotContain("Made");
        assertThat(desk.shell(command)).contains("\nMade " + told).containsOnlyOnce("\nMade ");
        assertThat(desk.shell("true")).doesNotContain("Made");
        assertThat(desk.warnings).isEmpty();
    }

    /** The person's next {@code git status} looks into a repository that was added to the one above it, and so does an editor. */
    @ParameterizedTest
    @ValueSource(strings = {"git -C sub config core.fsmonitor $run",
        "printf '[core]fsmonitor = %s\\n' $run >> sub/.git/config",
        "printf '[core]\\n\\tfilemode = true\\r\\n\\tfsmonitor = \\\\\\n%s\\n' $run >> sub/.git/config",
        "printf '[core]\\nfsmonitor = %s\\n' $run > evil; git -C sub config include.path $PWD/evil",
        "cp run.sh sub/.git/hooks/post-index-change; touch sub/f; git -C sub add f",
        "mkdir h; cp run.sh h/post-index-change; git -C sub config core.hooksPath ../../h; git -C sub status",
        "echo '* filter=x' > sub/.gitattributes; echo a > sub/f; git -C sub add f; git -C sub config filter.x.clean $run; "
                + "echo b > sub/f",
        "mv sub/.git store; echo 'gitdir: ../store' > sub/.git; git --git-dir store config core.fsmonitor $run",
        "mv sub/.git .git/store; echo 'gitdir: ../.git/store' > sub/.git; git -C sub config core.fsmonitor $run",
        "mv sub/.git store; ln -s ../store sub/.git; git -C sub config core.fsmonitor $run",
        "cp -r sub/.git evil; git --git-dir evil config core.fsmonitor $run; echo ../../evil > sub/.git/commondir",
        "git -C sub config extensions.worktreeConfig true; git -C sub config --worktree core.fsmonitor $run",
        "rm -rf sub/.git/hooks; ln -s ../../h sub/.git/hooks; mkdir h; cp run.sh h/post-index-change",
        "git init -q sub/in; git -C sub/in -c user.name=P -c user.email=p@e.org commit -q --allow-empty -m x; git -C sub "
                + "add in; git -C sub/in config core.fsmonitor $run"})
    void noRepositoryThatACommandMakesRunsAProgram(String attack) throws Exception {
        repository();
        SandboxedDesk.file(desk.project.resolve("run.sh"),
                "#!/bin/sh\necho x > " + desk.project.resolve("ran") + "\ncat\n");
        assertThat(desk.project.resolve("run.sh").toFile().setExecutable(true)).isTrue();

        String result = desk.shell("run=$PWD/run.sh; git init -q sub; git -C sub -c user.name=P -c user.email=p@e.org "
                + "commit -q --allow-empty -m x; git add sub; rm -f ran; " + attack + "; rm -f ran");

        String status = git("status --short 2>&1; git -C sub status 2>&1; touch sub/g; git -C sub status 2>&1; true");
        assertThat(desk.project.resolve("ran")).as(result + status).doesNotExist();
        assertThat(result).contains("Out of use until the person wants it");
    }

    @Test
    void aRepositoryThatACommandMakesAsPeopleDoIsLeftAsItIs() throws Exception {
        repository();
        String result = desk.shell("git init -q from; cd from; git config user.name P; git config user.email p@e.org; "
                + "git config alias.st status; git commit -q --allow-empty -m x; cd ..; git clone -q from sub; git -C sub "
                + "remote -v; git -C sub branch -q topic");
        assertThat(result).contains("\nMade sub/.git").doesNotContain("Out of use");
        assertThat(git("-C sub log --oneline && git -C sub config remote.origin.url")).contains("/from");
        assertThat(git("-C from config alias.st")).isEqualTo("status\n");
    }

    /** It is the person's, with what they have it run. */
    @Test
    void aRepositoryThatACommandMovesIsLeftAsItIs() throws Exception {
        git("init -q a/sub && git -C a/sub config core.fsmonitor ./own && echo true > a/sub/.git/hooks/pre-commit");
        git("init -q --bare a/bare && git -C a/bare config core.fsmonitor ./own");
        assertThat(desk.shell("mv a b")).contains("Made b/sub/.git").doesNotContain("Out of use");
        assertThat(git("-C b/sub config core.fsmonitor; git -C b/bare config core.fsmonitor"))
                .isEqualTo("./own\n./own\n");
        assertThat(desk.project.resolve("b/sub/.git/hooks/pre-commit")).exists();
    }

    /** What is guarded cannot be moved, but the folder that it lies in can. */
    @Test
    void aFileInThePlaceOfAGuardedOneIsTold() throws Exception {
        SandboxedDesk.file(desk.project.resolve("deep/.envrc"), "export A=1");

        assertThat(desk.shell("mv deep/.envrc a; mv deep old; mkdir deep; echo x > deep/.envrc"))
                .contains("\nMade deep/.envrc, which is run by the shell");
        assertThat(desk.project.resolve("a")).doesNotExist();
    }

    @Test
    void whatACommandInTheBackgroundMakesIsToldWhenSomebodyLooks() throws Exception {
        desk.background(
                "until [ -e go ]; do sleep 0.02; done; echo x > .envrc; head -c 2000000 /dev/zero > large; touch "
                        + "done; until [ -e end ]; do sleep 0.02; done");
        SandboxedDesk.file(desk.project.resolve("go"), "");
        awaitThat(() -> Files.exists(desk.project.resolve("done")));
        Path own = SandboxedDesk.file(desk.project.resolve(".bashrc"), "written by a tool that was asked about");
        desk.effects.changedElsewhere(own);
        desk.effects.settle();
        desk.effects.settle();
        assertThat(desk.warnings)
                .containsExactly("a command in the background runs on.\nMade .envrc, which is run by the "
                        + "shell when somebody enters the folder");
        desk.shell("echo x > .gdbinit");
        SandboxedDesk.file(desk.project.resolve("end"), "");
        awaitThat(() -> desk.warnings.size() == 1 && desk.changes.stream().anyMatch(each -> each.startsWith("end")));
    }

    @Test
    void whatACancelledCommandMadeIsTold() throws Exception {
        FutureTask<String> stopped = new FutureTask<>(() -> desk.shell("echo x > .envrc; echo x > begun; sleep 1000"));
        Thread caller = Thread.startVirtualThread(stopped);
        awaitThat(() -> Files.exists(desk.project.resolve("begun")));
        caller.interrupt();
        awaitThat(() -> !desk.warnings.isEmpty());

        assertThat(desk.warnings).containsExactly("a command was stopped.\nMade .envrc, which is run by the shell when "
                + "somebody enters the folder");
    }
}
