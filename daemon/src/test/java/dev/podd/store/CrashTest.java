package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.log.StoredEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a session whose process is killed. */
@ExtendWith(XodusHushed.class)
class CrashTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";
    private static final int ROUNDS = 8;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            Process appender = appender(round);
            String last = lastLineOfAKilled(appender, 1 + random.nextInt(100));
            checkThatItHolds(last, "round " + round);
        }
    }

    @Test
    void aStoreThatIsInUseNamesItsHolder() throws Exception {
        Process appender = appender(0);
        try (BufferedReader lines = appender.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).startsWith("open");
            assertThatThrownBy(this::store).isInstanceOfSatisfying(StoreFailedException.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
                assertThat(refusal).hasMessageContaining(" " + appender.pid() + "@").hasMessageContaining("--store");
            });
        } finally {
            appender.destroyForcibly().waitFor();
        }
        store().close();
    }

    @Test
    void oneProcessTakesAStoreOnce() {
        try (XodusSessionStore held = store()) {
            assertThatThrownBy(this::store).isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining(ProcessHandle.current().pid() + "@");
            assertThat(held.list(new SessionQuery(null, null, 1, null)).sessions()).isEmpty();
        }
        store().close();
    }

    private void checkThatItHolds(String acknowledged, String when) {
        String[] words = acknowledged.split(" ");
        long count = Long.parseLong(words[1]);
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.head().count()).as(when).isGreaterThanOrEqualTo(count);
            assertThat(store.verify(ID)).as(when).matches(v -> v.intact());
            EntryPage page = store.read(ID, null, count == 1 ? null : "1." + (count - 1), 1);
            assertThat(page.entries()).as(when).extracting(StoredEntry::hash).containsExactly(words[2]);
        }
    }

    private Process appender(int seed) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Appender.class.getName(), folder.toString(), ID,
                Integer.toString(seed)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Kills it some lines on, which is while it writes. */
    private static String lastLineOfAKilled(Process process, int lines) throws IOException, InterruptedException {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String last = null;
            String line = reader.readLine();
            for (int i = 0; line != null; i++) {
                last = line;
                if (i == lines) {
                    // By its handle: the process itself would close the stream that is read here.
                    process.toHandle().destroyForcibly();
                }
                line = wholeLine(reader);
            }
            process.waitFor();
            return Objects.requireNonNull(last, "the process said nothing");
        }
    }

    /** What was printed before the kill counts, except for a line that was cut off. */
    private static String wholeLine(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        return line != null && line.matches("on-disk [0-9]+ [0-9a-f]{64}") ? line : null;
    }

    private XodusSessionStore store() {
        return new XodusSessionStore(folder, Clock.systemUTC());
    }
}
