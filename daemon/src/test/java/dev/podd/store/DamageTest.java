package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.Origin;
import dev.podd.log.Script;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.StoredEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session whose files somebody or something has changed. */
@ExtendWith(XodusHushed.class)
class DamageTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    private SessionState whole;
    private List<StoredEntry> entries;
    private Head head;

    @BeforeEach
    void writeASession() {
        try (XodusSessionStore store = store(); SessionLog log = store.create(ID, "file:///work")) {
            head = log.startSegment(Head.NONE, Script.start(), Script.atLeast(30, 1)).head();
            head = log.startSegment(head, Script.start(), List.of()).head();
            byte[] blob = new byte[700_000];
            new Random(5).nextBytes(blob);
            for (Entry entry : Script.atLeast(120, 2)) {
                head = log.append(head, List.of(entry), Durability.SOON).head();
                if (head.count() % 40 == 0) {
                    blob[0]++;
                    head = log.append(head, List.of(new Entry.FileChange("c", "/w/a", null, log.putBlob(blob))),
                            Durability.NOW).head();
                }
            }
            log.flush();
            whole = log.state();
            entries = store.read(ID, null, null, 1000).entries();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aFlippedBitIsHarmlessOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        Map<Path, byte[]> before = files();
        for (int i = 0; i < 20; i++) {
            Path file = pick(random);
            byte[] bytes = before.get(file).clone();
            // The interesting part of a log is its end: trees, roots, the last entries.
            int at = random.nextBoolean()
                    ? random.nextInt(bytes.length)
                    : bytes.length - 1 - random.nextInt(Math.min(bytes.length, 20_000));
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            check(file.getFileName() + " byte " + at + " of seed " + seed);
            restore(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLostEndIsHarmlessOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        Map<Path, byte[]> before = files();
        for (int i = 0; i < 10; i++) {
            Path file = lastLogFile();
            byte[] bytes = before.get(file);
            int length = bytes.length - 1 - random.nextInt(random.nextInt(bytes.length) + 1);
            Files.write(file, i % 2 == 0
                    ? Arrays.copyOf(bytes, length)
                    : Arrays.copyOf(Arrays.copyOf(bytes, length), bytes.length));
            assertThatThrownBy(this::open).as("%s cut at %s of %s", file.getFileName(), length, bytes.length)
                    .isInstanceOfSatisfying(SessionCorruptException.class,
                            refusal -> assertThat(refusal.entry()).matches("[12]\\.[0-9]+"));
            restore(before);
        }
    }

    @Test
    void whatFollowsTheLastWholeTransactionIsCutAndReported() throws IOException {
        Path file = lastLogFile();
        byte[] bytes = Files.readAllBytes(file);
        byte[] torn = Arrays.copyOf(bytes, bytes.length + 700);
        System.arraycopy(bytes, 0, torn, bytes.length, 700);
        Files.write(file, torn);
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.warnings()).singleElement().asString().contains("700 bytes", "cut off");
            assertThat(log.state()).isEqualTo(whole);
            Head next = log.append(log.head(), List.of(new Entry.Title("after")), Durability.NOW).head();
            assertThat(next.count()).isEqualTo(head.count() + 1);
        }
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.warnings()).isEmpty();
            assertThat(log.state().title()).isEqualTo("after");
        }
    }

    @Test
    void aLogAheadOfTheHeadKeptApartIsNormal() throws IOException {
        Path heads = session().resolve("heads");
        String text = Files.readString(heads);
        int line = text.length() / 2;
        HeadsFile old = new HeadsFile(heads);
        try (HeadsFile.Pen pen = old.pen()) {
            StoredEntry earlier = entries.get(entries.size() - 20);
            pen.write(new Head("2", Long.parseLong(earlier.entry().substring(2)), earlier.hash()));
        }
        assertThat(Files.readString(heads)).startsWith(text.substring(0, line)).isNotEqualTo(text);
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.state()).isEqualTo(whole);
            assertThat(log.warnings()).isEmpty();
            assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions())
                    .hasSize(1);
        }
    }

    /** To list a pipe as a folder waits for its writer, for ever. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeAmongTheSessionsIsNone() throws IOException, InterruptedException {
        Path pipe = folder.resolve("sessions").resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (XodusSessionStore store = store()) {
            assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions()).singleElement()
                    .satisfies(each -> assertThat(each.session()).isEqualTo(ID));
            assertThatThrownBy(() -> store.open("pipe")).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.verify("pipe")).isInstanceOf(SessionNotFoundException.class);
            assertThatThrownBy(() -> store.delete("pipe")).isInstanceOf(SessionNotFoundException.class);
        }
        assertThat(pipe).exists();
    }

    @Test
    void withoutAHeadKeptApartASessionOpensWithAWarning() throws IOException {
        Files.delete(session().resolve("heads"));
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.state()).isEqualTo(whole);
            assertThat(log.warnings()).singleElement().asString().contains("heads", "missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "first line gone", "first line changed", "last line changed",
        "one byte gone", "zeros"})
    void aDamagedFileOfHeadsCostsAWarningAndNotTheSession(String damage) throws IOException {
        Path file = session().resolve("heads");
        String text = Files.readString(file);
        int line = text.length() / 2;
        switch (damage) {
            case "missing" -> Files.delete(file);
            case "empty" -> Files.writeString(file, "");
            case "first line gone" -> Files.writeString(file, text.substring(line));
            case "first line changed" -> Files.writeString(file, "x" + text.substring(1));
            case "last line changed" -> Files.writeString(file,
                    text.substring(0, line) + "x" + text.substring(line + 1));
            case "one byte gone" -> Files.writeString(file, text.substring(1));
            default -> Files.writeString(file, "\0".repeat(text.length()));
        }
        try (XodusSessionStore store = store()) {
            assertThat(store.verify(ID).intact()).isTrue();
            try (SessionLog log = store.open(ID)) {
                assertThat(log.state()).isEqualTo(whole);
                assertThat(log.warnings()).singleElement().asString().contains("heads of its segments");
                log.append(log.head(), List.of(new Entry.Title("after")), Durability.NOW);
            }
            assertThat(store.verify(ID).intact()).isTrue();
            assertThat(store.verify(ID).entries()).isEqualTo(entries.size() + 1);
        }
        assertThat(Files.readString(file)).hasSize(text.length()).startsWith(text.substring(0, line));
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void aLogThatIsGoneIsNotANewSession() throws IOException {
        Map<Path, byte[]> before = files();
        for (Path each : before.keySet()) {
            if (each.toString().endsWith(".xd")) {
                Files.delete(each);
            }
        }
        assertThatThrownBy(this::open).isInstanceOf(SessionCorruptException.class).hasMessageContaining("empty");
        try (XodusSessionStore store = store()) {
            Verification found = store.verify(ID);
            assertThat(found).isEqualTo(new Verification(0, 0, false, "1.1", found.problem()));
            assertThat(found.problem()).contains("empty");
        }
    }

    @Test
    void damageInAnOldSegmentIsFoundByVerifyAndByReading() throws IOException {
        flipText("\"segment_start\"", 0);
        flipText(text(entries.get(10)), 0);
        try (XodusSessionStore store = store()) {
            Verification found = store.verify(ID);
            assertThat(found.intact()).isFalse();
            assertThat(found.brokenAt()).isEqualTo("1.1");
            assertThat(found.segments()).isEqualTo(2);
            assertThatThrownBy(() -> store.read(ID, null, null, 1)).isInstanceOf(SessionCorruptException.class);
        }
    }

    @Test
    void aChangedEntryIsRefusedByItsName() throws IOException {
        StoredEntry victim = entries.get(60);
        flipText(text(victim), 30);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(SessionCorruptException.class,
                refusal -> assertThat(refusal.entry()).isEqualTo(victim.entry()));
        try (XodusSessionStore store = store()) {
            Verification found = store.verify(ID);
            assertThat(found).isEqualTo(new Verification(60, 2, false, victim.entry(), found.problem()));
            assertThat(store.read(ID, null, null, 1000)).isEqualTo(new EntryPage(entries.subList(0, 60), true));
            assertThatThrownBy(() -> store.read(ID, null, entries.get(59).entry(), 1000))
                    .isInstanceOf(SessionCorruptException.class);
        }
    }

    @Test
    void whatIsLeftOfADamagedSessionIsGoneOnWithInAFork() throws IOException {
        StoredEntry victim = entries.get(60);
        String lastGood = entries.get(59).entry();
        flipText(text(victim), 30);
        assertThatThrownBy(this::open).hasMessageEndingWith("; fork it at entry " + lastGood
                + " to go on with what is left");
        Map<Path, byte[]> damaged = files();
        try (XodusSessionStore store = store()) {
            for (String refused : Arrays.asList(victim.entry(), entries.get(61).entry(), null)) {
                assertThatThrownBy(() -> store.fork(ID, refused, "fork"))
                        .isInstanceOfSatisfying(SessionCorruptException.class,
                                refusal -> assertThat(refusal.entry()).isEqualTo(victim.entry()));
            }
            store.fork(ID, lastGood, "fork");
            store.fork(ID, "1.9", "older");
            assertThat(store.verify("fork").intact()).isTrue();
            assertThat(store.open("fork").state().history()).isNotEmpty();
            assertThat(store.open("older").state().openCalls()).isEmpty();
        }
        assertUntouched(damaged, "the source");
    }

    @Test
    void aSessionWhoseEndIsLostIsGoneOnWithInAFork() throws IOException {
        Path file = lastLogFile();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 200));
        try (XodusSessionStore store = store()) {
            String broken = store.verify(ID).brokenAt();
            assertThat(broken).startsWith("2.");
            String lastGood = "2." + (Long.parseLong(broken.substring(2)) - 1);
            store.fork(ID, lastGood, "fork");
            assertThat(store.read("fork", null, null, 1).entries().getFirst().payload())
                    .isInstanceOfSatisfying(Entry.SegmentStart.class,
                            start -> assertThat(start.forkedFrom()).isEqualTo(new Origin(ID, "2", lastGood)));
            assertThatThrownBy(() -> store.fork(ID, null, "other")).isInstanceOf(SessionCorruptException.class);
        }
    }

    @Test
    void aSummaryThatIsLostIsMadeAnew() throws IOException {
        Path summary = session().resolve("summary");
        byte[] before = Files.readAllBytes(summary);
        for (byte[] lost : List.of(new byte[0], "x".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(before, 40))) {
            Files.write(summary, lost);
            try (XodusSessionStore store = store()) {
                assertThat(store.list(new SessionQuery(null, null, 5, null)).sessions())
                        .singleElement().satisfies(each -> {
                            assertThat(each.workspace()).isEqualTo("file:///work");
                            assertThat(each.turns()).isEqualTo(whole.turns());
                            assertThat(each.title()).isEqualTo(whole.title());
                        });
            }
            assertThat(Files.readAllBytes(summary)).isEqualTo(before);
        }
    }

    private void check(String what) throws IOException {
        Map<Path, byte[]> damaged = files();
        try (XodusSessionStore store = store()) {
            Verification verification = store.verify(ID);
            try (SessionLog log = store.open(ID)) {
                assertThat(log.state()).as(what).isEqualTo(whole);
                assertThat(log.head()).as(what).isEqualTo(head);
            } catch (SessionCorruptException refusal) {
                assertThat(refusal.entry()).as(what).matches("[12]\\.[0-9]+");
                assertThat(verification.intact()).as(what).isFalse();
                assertUntouched(damaged, what);
            }
            if (verification.intact()) {
                assertThat(store.read(ID, null, null, 1000).entries()).as(what).isEqualTo(entries);
            } else {
                assertThat(verification.brokenAt()).as(what).matches("[12]\\.[0-9]+");
            }
        }
    }

    private void assertUntouched(Map<Path, byte[]> before, String what) throws IOException {
        Map<Path, byte[]> now = files();
        assertThat(now.keySet()).as(what).isEqualTo(before.keySet());
        now.forEach((path, bytes) -> assertThat(bytes).as("%s: %s", what, path).isEqualTo(before.get(path)));
    }

    private void open() {
        try (XodusSessionStore store = store(); SessionLog log = store.open(ID)) {
            assertThat(log.head()).isEqualTo(head);
        }
    }

    private XodusSessionStore store() {
        return new XodusSessionStore(folder, Clock.systemUTC());
    }

    private Path session() {
        return folder.resolve("sessions").resolve(ID);
    }

    private static String text(StoredEntry entry) {
        return entry.json();
    }

    /** Flips a bit of a text that stands in the log once. */
    private void flipText(String text, int offset) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<Path, byte[]> file : files().entrySet()) {
            int at = new String(file.getValue(), StandardCharsets.ISO_8859_1)
                    .indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
            if (file.getKey().toString().endsWith(".xd") && at >= 0) {
                file.getValue()[at + offset] ^= 4;
                Files.write(file.getKey(), file.getValue());
                return;
            }
        }
        throw new AssertionError("not in the log: " + text);
    }

    private Path pick(Random random) throws IOException {
        List<Path> all = new ArrayList<>(files().keySet());
        return all.get(random.nextInt(all.size()));
    }

    private Path lastLogFile() throws IOException {
        return files().keySet().stream().filter(each -> each.toString().endsWith(".xd"))
                .max(Comparator.naturalOrder()).orElseThrow();
    }

    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(session())) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(each, Files.readAllBytes(each));
            }
        }
        return files;
    }

    private void restore(Map<Path, byte[]> before) throws IOException {
        for (Path each : files().keySet()) {
            Files.delete(each);
        }
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }
}
