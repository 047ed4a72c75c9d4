package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.store.PrivateThreads.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a list shows, and how it is found on the disk. */
@ExtendWith(XodusHushed.class)
class SummariesTest {
    private static final String ID = "019aa000-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    /** As after a kill: the daemon's first look at all sessions comes while an editor opens one of them again. */
    @Test
    void aSessionThatIsBeingOpenedIsListed() throws IOException {
        try (XodusSessionStore store = new XodusSessionStore(folder, Clock.systemUTC());
                SessionLog log = store.create(ID, "file:///work")) {
            Head head = log.startSegment(Head.NONE, Script.start(), List.of()).head();
            log.append(head, List.of(new Entry.Title("a title")), Durability.NOW);
        }
        Path sessions = folder.resolve("sessions");
        Path file = sessions.resolve(ID).resolve("summary");
        Files.delete(file);
        Summaries summaries = new Summaries(sessions, isOpen -> true, false);
        assertThat(summaries.all(new Progress())).singleElement().extracting(SessionSummary::title)
                .isEqualTo("a title");
        assertThat(file).as("whoever opens it writes it").doesNotExist();
    }
}
