package dev.podd.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Blobs;
import dev.podd.log.Entry;
import dev.podd.scope.Scope;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More changes than can be pending, all of which are in memory. */
final class ManyChangesTest {
    private static final Selection EVERYTHING = new Selection.All(List.of());

    @TempDir
    private Path temp;
    private Path folder;
    private final Kept log = new Kept();
    private final List<String> warnings = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Instant now = Instant.parse("2026-02-03T04:05:06Z");

    @BeforeEach
    void folder() throws IOException {
        folder = temp.toRealPath();
    }

    /** Logs that hold what was recorded last. */
    private final class Kept implements ChangeLog, Blobs {
        private final Map<String, Map<String, Entry.PendingChanges>> sessions = new TreeMap<>();
        private final Map<String, byte[]> blobs = new HashMap<>();
        private int reads;

        @Override
        public void record(String session, Function<Blobs, List<Entry>> entries) {
            for (Entry entry : entries.apply(this)) {
                if (entry instanceof Entry.PendingChanges changes) {
                    Map<String, Entry.PendingChanges> files = sessions.computeIfAbsent(session, any -> new TreeMap<>());
                    files.put(changes.path(), changes);
                    files.values().removeIf(Entry.PendingChanges::isOver);
                }
            }
        }

        @Override
        public List<Pending> pending() {
            return sessions.entrySet().stream().map(each -> new Pending(each.getKey(), folder, each.getValue()))
                    .toList();
        }

        @Override
        public byte[] blob(String session, String hash) {
            reads++;
            return blob(hash);
        }

        @Override
        public String putBlob(byte[] bytes) {
            String hash = new String(bytes, StandardCharsets.UTF_8);
            blobs.put(hash, bytes);
            return hash;
        }

        @Override
        public byte[] blob(String hash) {
            return blobs.get(hash);
        }
    }

    private Changes changes(PendingRoom room) {
        PathLocks locks = new PathLocks();
        return new Changes(log, file -> new Workspace(folder, () -> Scope.writable(file), locks,
                new OutputFolder(file), OpenDocuments.NONE), locks, Clock.fixed(now, ZoneOffset.UTC),
                () -> "" + ids.incrementAndGet(), warnings::add, room);
    }

    private void change(Changes changes, String session, String name, String before, String after)
            throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        PlannedChange planned = changes.plan(new Author(session, "pod", 1, null), file,
                before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
        log.record(session, planned::entries);
        Files.writeString(file, after);
        planned.made();
    }

    private static List<String> names(Changes changes) throws InterruptedException {
        return changes.list(EVERYTHING).stream().map(each -> each.file().getFileName().toString()).toList();
    }

    @Test
    void theOldestCountsAsKeptWhereThereAreTooManyFiles() throws Exception {
        for (int i = 0; i < 5; i++) {
            change(changes(new PendingRoom(3, 1000)), "s" + i, "f" + i, "a\nb\n", "a\nc\n");
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(names(changes(new PendingRoom(3, 1000)))).containsExactly("f2", "f3", "f4");
        assertThat(log.sessions.get("s0")).isEmpty();
        assertThat(warnings)
                .allSatisfy(each -> assertThat(each).startsWith("what agents changed in 1 file counts as kept"));
        assertThat(warnings).hasSize(2);
    }

    @Test
    void theNewestHasRoomHoweverLongItIs() throws Exception {
        Changes changes = changes(new PendingRoom(3, 10));
        change(changes, "s1", "f1", "a\nb\n", "a\nc\n");
        now = now.plus(Duration.ofSeconds(1));
        change(changes(new PendingRoom(3, 10)), "s2", "f2", "a\nb\n".repeat(9), "a\nc\n".repeat(9));
        assertThat(names(changes(new PendingRoom(3, 10)))).containsExactly("f2");
    }

    @Test
    void afterAStartNoMoreIsReadThanThereIsRoomFor() throws Exception {
        Changes before = changes(new PendingRoom(100, 100_000));
        for (int i = 0; i < 20; i++) {
            change(before, "s1", "f%02d".formatted(i), "a\nb\n" + i, "a\nc\n" + i);
        }
        assertThat(warnings).isEmpty();
        assertThat(names(changes(new PendingRoom(2, 1000)))).hasSize(2);
        assertThat(log.reads).isEqualTo(4);
        assertThat(warnings).singleElement().asString().startsWith("what agents changed in 18 files counts as kept");
        assertThat(names(changes(new PendingRoom(100, 100_000)))).as("for good").hasSize(2);
    }
}
