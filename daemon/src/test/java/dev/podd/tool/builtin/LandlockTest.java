package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.sandbox.NoSandbox;
import dev.podd.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of the real shell tool on a machine without bubblewrap. On a kernel without Landlock, that is said. */
class LandlockTest {
    @TempDir
    Path parent;

    private SandboxedDesk desk;

    @BeforeEach
    void open() throws IOException {
        Path programs = Files.createDirectory(parent.resolve("programs"));
        Files.createSymbolicLink(programs.resolve("setsid"), Path.of("/usr/bin/setsid"));
        desk = new SandboxedDesk(parent.toRealPath(), programs.toString());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean isThere() {
        return !(desk.guard.sandbox() instanceof NoSandbox);
    }

    @Test
    void itIsSaidWhatDoesNotHoldAndWhy() {
        Sandbox found = desk.guard.sandbox();
        assertThat(found.holds()).isFalse();
        assertThat(desk.guard.whyNoBetterSandbox()).startsWith("bubblewrap is not installed");
        assertThat(desk.containment("true").runsUnasked()).isFalse();
        assertThat(desk.containment("true").words()).isEqualTo(
                (isThere() ? "only Landlock: it " : "no sandbox: it ") + found.gaps());
    }

    @Test
    void theProjectIsReadAndWrittenAndTheNextCommandIsNotBoundByTheOneBefore() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(desk.shell("cat src/a.txt && echo three > new.txt && mkdir -p d && mv new.txt d/ && echo $TMPDIR"
                    + " && echo x > $TMPDIR/x && ls /usr > /dev/null")).contains("exit code 0");
        }
        assertThat(desk.content("d/new.txt")).isEqualTo("three\n");
        assertThat(Files.readString(desk.home.resolve("notes.txt"))).as("this process is not bound").isNotEmpty();
        assertThat(new ProcessBuilder("cat", desk.home.resolve("notes.txt").toString()).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo x > %s/outside/made", "touch /usr/made /etc/made /made", "echo x > %s/home/notes.txt",
        "ln -s %s/outside link; echo x > link/made", "ln %s/home/notes.txt hard; echo x > hard",
        "mv src/a.txt %s/outside/", "truncate -s 0 %s/home/notes.txt", "mkdir %s/outside/made"})
    void nothingOutsideIsWritten(String command) throws Exception {
        if (isThere()) {
            desk.shell(command.replace("%s", desk.outside.getParent().toString()));
        }

        try (var outside = Files.list(desk.outside)) {
            assertThat(outside).isEmpty();
        }
        assertThat(desk.home.resolve("notes.txt")).hasContent("notes of the person");
        assertThat(Path.of("/usr/made")).doesNotExist();
        assertThat(Path.of("/etc/made")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat %s/home/notes.txt", "cat ~/.ssh/id_rsa", "ln -s %s/home/notes.txt soft; cat soft",
        "for p in /proc/[0-9]*; do cat $p/root%s/home/notes.txt; done", "cat /proc/$PPID/cwd/../notes.txt",
        "mount --bind %s/home src; cat src/notes.txt", "unshare -Ur cat %s/home/notes.txt"})
    void theHomeFolderIsNotRead(String command) throws Exception {
        String all = isThere() ? desk.shell(command.replace("%s", desk.outside.getParent().toString())) : "";

        assertThat(all).doesNotContain("notes of the person").doesNotContain("PRIVATE KEY");
    }

    @Test
    void noConnectionIsOpenedAndTheDaemonIsNeitherTracedNorLookedInto() throws Exception {
        long daemon = ProcessHandle.current().pid();
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String all = isThere() ? desk.shell("python3 -c \"import socket;socket.create_connection(('127.0.0.1',"
                    + tcp.getLocalPort() + "));print('open')\"; python3 -c \"import ctypes;print('traced',"
                    + "ctypes.CDLL(None).ptrace(16," + daemon + ",0,0))\"; readlink /proc/" + daemon
                    + "/cwd && echo seen")
                    : "traced -1";

            assertThat(all).contains("traced -1").doesNotContain("open\n").doesNotContain("seen");
            assertThat(ProcessHandle.current().isAlive()).isTrue();
        }
    }
}
