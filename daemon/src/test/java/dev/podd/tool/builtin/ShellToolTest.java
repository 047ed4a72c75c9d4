package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.ToolOutcome;
import dev.podd.tool.ToolOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model sees of shell. */
class ShellToolTest {
    @TempDir
    Path temp;

    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(temp.toRealPath());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aCommandRunsInTheWorkingDirectory() throws Exception {
        check("{'command':'pwd; echo oops >&2'}", "ok: pwd; echo oops >&2: exit code 0\n\n/work\noops\n");
        check("{'command':'true'}", "ok: true: exit code 0");
        check("{'command':'cat; exit 3'}", "error: cat; exit 3: exit code 3");
        check("{'command':'echo a\\necho b'}", "ok: echo a…: exit code 0\n\na\nb\n");
        assertThat(String.join("", desk.printed)).isEqualTo(desk.folder + "\noops\na\nb\n");
    }

    @Test
    void whatItLeavesRunningIsKilledAndSaid() throws Exception {
        check("{'command':'sleep 1000 & echo started'}", """
                ok: sleep 1000 & echo started: exit code 0
                1 process that it left running was killed; background keeps one

                started
                """);
    }

    @Test
    void aTimeLimitIsSaid() throws Exception {
        check("{'command':'echo first; sleep 1000','timeout':1}",
                "error: echo first; sleep 1000: killed after 1 seconds, with all that it had started\n\nfirst\n");
        check("{'command':'true','timeout':601}",
                "error: timeout is 601 seconds; it must be 1 to 600; what takes longer "
                        + "can run in the background");
    }

    @Test
    void ofLongOutputTheEndsAreShownAndTheWholeIsKept() throws Exception {
        String result = desk.call("shell", "{'command':'seq 1 100000'}");

        assertThat(result).startsWith("ok: seq 1 100000: exit code 0\n\n1\n2\n3\n").endsWith("\n99999\n100000\n")
                .containsPattern("\\n\\[58709\\d bytes left out; the whole is in /outputs/call-1.txt]\\n");
        assertThat(result.length()).isLessThan(Desk.MAX_BYTES + 50);
        assertThat(Files.readAllLines(desk.outputs.resolve("call-1.txt"))).hasSize(100_000);
        assertThat(desk.call("read", "{'path':'" + desk.outputs + "/call-1.txt','offset':50000,'limit':1}"))
                .endsWith("50000\t50000");
    }

    @Test
    void endlessOutputIsShownAndKeptWithinBounds() throws Exception {
        String result = desk.call("shell", "{'command':'yes 123456789 | head -c 60000000; echo last'}");

        assertThat(result).endsWith("\nlast\n")
                .containsPattern(
                        "\\[59998\\d{3} bytes left out; all but 5\\d{7} bytes of the middle is in /outputs/call-1.txt]");
        assertThat(Files.size(desk.outputs.resolve("call-1.txt"))).isBetween(8L << 20, 10L << 20);
        assertThat(Files.readString(desk.outputs.resolve("call-1.txt"))).startsWith("123456789\n123456789\n")
                .containsPattern("\n\\[5\\d{7} bytes are not kept here]\n").endsWith("123456789\nlast\n");
        String shown = String.join("", desk.printed);
        assertThat(shown).endsWith("123456789\nlast\n").containsPattern("\\[\\d+ characters are not shown]");
        assertThat(shown.length()).isLessThan(6_000_000);
    }

    @Test
    void whatACancelledCommandPrintedIsItsResult() throws Exception {
        Thread call = Thread.ofVirtual().start(() -> {
            try {
                desk.call("shell", "{'command':'echo first; sleep 1000'}");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (desk.printed.isEmpty()) {
            Thread.onSpinWait();
        }

        call.interrupt();
        call.join();

        assertThat(desk.ifCancelled.get()).isEqualTo(new ToolOutput(ToolOutcome.CANCELLED,
                "echo first; sleep 1000: cancelled before it ended and killed; part of its effect may stay", "first\n",
                null));
    }

    @Test
    void anEndlessJobKeepsABoundedFile() throws Exception {
        desk.call("shell", "{'command':'yes 123456789 | head -c 30000000; echo last; sleep 1000','background':true}");
        Path kept = desk.outputs.resolve("call-1.txt");

        while (!Files.readString(kept).endsWith("\nlast\n")) {
            Thread.onSpinWait();
        }

        assertThat(Files.size(kept)).isLessThan(10L << 20);
        check("{'command':'kill %1'}", "ok: job 1 was killed");
    }

    @Test
    void jobsRunInTheBackgroundUntilTheyAreKilled() throws Exception {
        check("{'command':'jobs'}", "ok: 0 of 0 jobs running");
        check("{'command':'echo ready; sleep 1000','background':true}",
                "ok: job 1 runs in the background; its output is in /outputs/call-2.txt");
        check("{'command':'jobs'}",
                "ok: 1 of 1 jobs running\n\n%1 running: echo ready; sleep 1000 > /outputs/call-2.txt");
        check("{'command':'kill %2'}", "error: there is no job 2; the command `jobs` lists them");
        check("{'command':'kill -9 %1'}", "ok: job 1 was killed");
        check("{'command':'kill %1'}", "ok: job 1 had ended already");
        assertThat(desk.prepare("shell", "{'command':'jobs'}").hasEffect()).isFalse();
        assertThat(desk.prepare("shell", "{'command':'kill 1'}").hasEffect()).isTrue();
    }

    private void check(String arguments, String expected) throws InterruptedException {
        assertThat(desk.call("shell", arguments)).isEqualTo(expected);
    }
}
