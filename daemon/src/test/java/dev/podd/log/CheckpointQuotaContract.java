package dev.podd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.SessionStore.CheckpointTrim;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.SessionStore.Verification;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does when the checkpoints of its sessions have grown over their quota. */
public abstract class CheckpointQuotaContract extends StoreContract {
    protected static final String FIRST = "019aa000-0000-7000-8000-000000000001";
    protected static final String SECOND = "019aa000-0000-7000-8000-000000000002";
    protected static final String THIRD = "019aa000-0000-7000-8000-000000000003";
    private static final int LENGTH = 100_000;

    @Test
    void nothingIsDroppedWithinTheQuota() {
        write(FIRST, 'a', 'b');
        assertThat(store.checkpointBytes()).isEqualTo(2 * LENGTH);
        assertThat(trim(2 * LENGTH)).isEqualTo(new CheckpointTrim(0, 0, 2 * LENGTH));
        assertThat(store.blob(FIRST, hash('a'))).isEqualTo(content('a'));
    }

    @Test
    void theSessionThatWentOnLongestAgoLosesItsCheckpointsFirst() {
        write(FIRST, 'a', 'b');
        write(SECOND, 'a', 'c');
        write(THIRD, 'd', 'e', 'f');
        goOn(FIRST);
        List<StoredEntry> before = entries(SECOND);
        assertThat(trim(5 * LENGTH)).isEqualTo(new CheckpointTrim(1, 2 * LENGTH, 5 * LENGTH));
        for (int i = 0; i < 2; i++) {
            assertThat(entries(SECOND)).isEqualTo(before);
            assertThat(store.verify(SECOND)).isEqualTo(new Verification(before.size(), 1, true, null, null, 2));
            assertThatThrownBy(() -> store.blob(SECOND, hash('a'))).isInstanceOf(CheckpointDroppedException.class)
                    .hasMessageContaining("session " + SECOND).hasMessageContaining("the quota of checkpoints");
            assertThat(store.blob(FIRST, hash('a'))).isEqualTo(content('a'));
            assertThat(store.verify(FIRST).dropped()).isZero();
            assertThat(store.checkpointBytes()).isEqualTo(5 * LENGTH);
            assertThat(bytes()).containsExactly(2L * LENGTH, 3L * LENGTH, 0L);
            store = reopened(store);
        }
    }

    @Test
    void whatIsNoContentOfAFileStaysWhateverTheQuota() {
        String large = "ä".repeat(1_000_000);
        try (SessionLog log = store.create(FIRST, "file:///work")) {
            log.startSegment(Head.NONE, Script.start(), List.of(said(large), change(log, 'a', 'b')));
            // The same bytes as those that the store keeps of the text: one blob, which an entry needs.
            String shared = log.putBlob(("\"" + large + "\"").getBytes(StandardCharsets.UTF_8));
            log.append(log.head(), List.of(new Entry.FileChange("c9", "/w/b", null, shared)), Durability.NOW);
        }
        SessionState before = stateOf(FIRST);
        assertThat(trim(0).sessions()).isEqualTo(1);
        assertThat(store.checkpointBytes()).isZero();
        assertThat(stateOf(FIRST)).isEqualTo(before);
        assertThat(store.verify(FIRST)).isEqualTo(new Verification(4, 1, true, null, null, 2));
        assertThat(trim(0).sessions()).isZero();
    }

    @Test
    void anOpenSessionKeepsAllThatItHas() {
        write(FIRST, 'a', 'b');
        write(SECOND, 'c', 'd');
        try (SessionLog log = store.open(FIRST)) {
            assertThat(trim(0)).isEqualTo(new CheckpointTrim(1, 2 * LENGTH, 2 * LENGTH));
            assertThat(log.blob(hash('a'))).isEqualTo(content('a'));
        }
        assertThat(trim(0)).isEqualTo(new CheckpointTrim(1, 2 * LENGTH, 0));
    }

    @Test
    void nothingMoreIsDroppedWhenItsCallerWantsNoMore() {
        write(FIRST, 'a', 'b');
        assertThat(store.trimCheckpoints(0, () -> false)).isEqualTo(new CheckpointTrim(0, 0, 2 * LENGTH));
    }

    @Test
    void aSessionGoesOnAfterItsCheckpointsWereDropped() {
        write(FIRST, 'a', 'b');
        trim(0);
        write(FIRST, 'b', 'c');
        for (int i = 0; i < 2; i++) {
            assertThat(store.verify(FIRST)).isEqualTo(new Verification(3, 1, true, null, null, 1));
            assertThat(store.blob(FIRST, hash('b'))).isEqualTo(content('b'));
            assertThat(store.checkpointBytes()).isEqualTo(2 * LENGTH);
            store = reopened(store);
        }
        assertThat(trim(0)).isEqualTo(new CheckpointTrim(1, 2 * LENGTH, 0));
        assertThat(store.verify(FIRST)).isEqualTo(new Verification(3, 1, true, null, null, 3));
    }

    @Test
    void anExportSaysWhatWasDroppedAndComesBack() {
        write(FIRST, 'a', 'b');
        trim(0);
        write(FIRST, 'b', 'c');
        StringBuilder lines = new StringBuilder();
        assertThat(SessionLines.of(store, FIRST, line -> lines.append(line).append('\n'))).isEqualTo(1);
        store.add(SECOND, new ImportedSession(new StringReader(lines.toString()), "file:///work"));
        assertThat(store.verify(SECOND)).isEqualTo(store.verify(FIRST));
        assertThatThrownBy(() -> store.blob(SECOND, hash('a'))).isInstanceOf(CheckpointDroppedException.class);
        assertThat(store.blob(SECOND, hash('c'))).isEqualTo(content('c'));
        assertThat(store.checkpointBytes()).isEqualTo(4 * LENGTH);
        StringBuilder again = new StringBuilder();
        SessionLines.of(store, SECOND, line -> again.append(line).append('\n'));
        assertThat(again).hasToString(lines.toString());
    }

    @Test
    void aLineThatSaysDroppedOfAnythingElseIsRefused() {
        write(FIRST, 'a', 'b');
        trim(0);
        StringBuilder lines = new StringBuilder();
        SessionLines.of(store, FIRST, line -> lines.append(line).append('\n'));
        for (String unfit : List.of("{\"dropped\":\"x\",\"at\":1}", "{\"dropped\":\"" + hash('a') + "\"}")) {
            assertThatThrownBy(() -> store.add(SECOND, new ImportedSession(new StringReader(unfit + "\n" + lines), "")))
                    .isInstanceOf(SessionCorruptException.class).hasMessageContaining("nothing of it was kept");
        }
        assertThatThrownBy(() -> store.add(SECOND, new ImportedSession(
                new StringReader(lines.toString().replaceFirst("\\{\"dropped.*\n", "")), "")))
                .isInstanceOf(SessionCorruptException.class).hasMessageContaining("content that it names");
    }

    @Test
    void aForkOfASessionWhoseCheckpointsWereDroppedIsWhole() {
        write(FIRST, 'a', 'b');
        trim(0);
        store.fork(FIRST, null, SECOND);
        assertThat(store.verify(SECOND)).isEqualTo(new Verification(1, 1, true, null, null));
    }

    protected CheckpointTrim trim(long quota) {
        return store.trimCheckpoints(quota, () -> true);
    }

    /** Makes the session if there is none. */
    protected void write(String session, char... contents) {
        boolean isNew = store.list(new SessionQuery(null, null, 10, null)).sessions().stream()
                .noneMatch(each -> each.session().equals(session));
        try (SessionLog log = isNew ? store.create(session, "file:///work") : store.open(session)) {
            if (isNew) {
                log.startSegment(Head.NONE, Script.start(), List.of());
            }
            for (int i = 1; i < contents.length; i++) {
                log.append(log.head(), List.of(change(log, contents[i - 1], contents[i])), Durability.NOW);
            }
        }
    }

    private void goOn(String session) {
        try (SessionLog log = store.open(session)) {
            log.append(log.head(), List.of(said("on")), Durability.NOW);
        }
    }

    private static Entry change(SessionLog log, char before, char after) {
        return new Entry.FileChange("c1", "/w/a", log.putBlob(content(before)), log.putBlob(content(after)));
    }

    private static Entry said(String text) {
        return new Entry.AssistantItem(Item.Message.text("i-" + text.hashCode(), Role.ASSISTANT, text));
    }

    protected static byte[] content(char letter) {
        return String.valueOf(letter).repeat(LENGTH).getBytes(StandardCharsets.UTF_8);
    }

    protected static String hash(char letter) {
        return HashChain.contentHash(content(letter));
    }

    private List<StoredEntry> entries(String session) {
        return new ArrayList<>(store.read(session, null, null, 1000).entries());
    }

    private SessionState stateOf(String session) {
        try (SessionLog log = store.open(session)) {
            return log.state();
        }
    }

    /** Newest first. */
    private List<Long> bytes() {
        return store.list(new SessionQuery(null, null, 10, null)).sessions().stream()
                .map(SessionSummary::checkpointBytes).toList();
    }

    /** A millisecond passes between any two looks at it. */
    protected static Clock clock() {
        return new TickingClock();
    }
}
