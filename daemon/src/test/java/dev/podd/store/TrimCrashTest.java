package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Durability;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.CheckpointTrim;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.StoredEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a store whose process is killed while it drops checkpoints. */
@ExtendWith(XodusHushed.class)
class TrimCrashTest {
    private static final int SESSIONS = 8;
    private static final int CHANGES = 6;
    private static final int ROUNDS = 5;

    private final Random random = new Random(7);

    @TempDir
    Path folder;

    @Test
    void aKilledProcessLeavesEachSessionWithAllItsCheckpointsOrWithNone() throws Exception {
        Map<String, List<StoredEntry>> before = written();
        for (int round = 0; round < ROUNDS; round++) {
            killWhileItTrims(1 + random.nextInt(3), random.nextInt(20));
            try (XodusSessionStore store = store()) {
                for (Map.Entry<String, List<StoredEntry>> each : before.entrySet()) {
                    check(store, each.getKey(), each.getValue());
                }
            }
        }
        try (XodusSessionStore store = store()) {
            assertThat(store.trimCheckpoints(0, () -> true).left()).isZero();
            assertThat(store.trimCheckpoints(0, () -> true)).isEqualTo(new CheckpointTrim(0, 0, 0));
            for (String session : before.keySet()) {
                assertThat(store.verify(session).dropped()).isEqualTo(CHANGES);
            }
        }
        for (String session : before.keySet()) {
            try (Stream<Path> logs = Files.list(folder.resolve("sessions").resolve(session))) {
                assertThat(logs.filter(each -> String.valueOf(each.getFileName()).startsWith("log"))).hasSize(1);
            }
        }
        try (Stream<Path> all = Files.list(folder.resolve("sessions"))) {
            assertThat(all).hasSize(SESSIONS);
        }
    }

    private static void check(XodusSessionStore store, String session, List<StoredEntry> entries) {
        assertThat(Entries.of(store, session)).isEqualTo(entries);
        Verification found = store.verify(session);
        assertThat(found.intact()).as(String.valueOf(found.problem())).isTrue();
        assertThat(found.dropped()).isIn(0L, (long) CHANGES);
        // A process that is killed right behind the rename leaves the old count, which the next trim mends.
        assertThat(store.summary(session).checkpointBytes()).isIn(CHANGES * 300_000L,
                found.dropped() == 0 ? CHANGES * 300_000L : 0L);
    }

    private Map<String, List<StoredEntry>> written() {
        Map<String, List<StoredEntry>> all = new TreeMap<>();
        try (XodusSessionStore store = store()) {
            for (int i = 0; i < SESSIONS; i++) {
                String session = "session-" + i;
                try (SessionLog log = store.create(session, "file:///work")) {
                    Head head = log.startSegment(Head.NONE, Script.start(), Script.atLeast(40, i)).head();
                    for (int change = 0; change < CHANGES; change++) {
                        byte[] content = new byte[300_000];
                        random.nextBytes(content);
                        head = log.append(head, List.of(new Entry.FileChange("c", "/w/a", null, log.putBlob(content))),
                                Durability.NOW).head();
                    }
                }
                all.put(session, Entries.of(store, session));
            }
            assertThat(store.list(new SessionQuery(null, null, 20, null)).sessions()).hasSize(SESSIONS);
        }
        return all;
    }

    /** Some sessions on, and a little later, which is while it copies, publishes or deletes. */
    private void killWhileItTrims(int sessions, int millis) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Trimmer.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int i = 1; i < sessions && line != null && line.equals("next"); i++) {
                line = lines.readLine();
            }
            assertThat(line).isIn("next", "done");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    private XodusSessionStore store() {
        return new XodusSessionStore(folder, Clock.systemUTC());
    }
}
