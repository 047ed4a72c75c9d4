package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.app.CommandBench.Done;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.StoreFailedException;
import dev.podd.store.XodusSessionStore;
import dev.podd.terminal.TestScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that another process has at the moment. */
class SharedStoreTest {
    @TempDir
    private Path temp;
    private CommandBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new CommandBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sessionsCanBeReadWhileAnotherProcessHasThem() {
        bench.says("An answer.");
        bench.run("run", "A question?");
        String session = bench.session();
        String exported = bench.run("sessions", "export", session).out();
        try (SessionStore other = holder(); SessionLog log = other.open(session)) {
            assertThat(log.warnings()).isEmpty();
            assertThat(bench.run("sessions", "list").out()).contains("A question?");
            assertThat(bench.run("sessions", "search", "an answer").out()).contains("A question?");
            assertThat(bench.run("sessions", "show", session).out()).contains("An answer.");
            assertThat(bench.run("sessions", "verify", session).out()).startsWith("intact");
            assertThat(bench.run("sessions", "export", session).out()).isEqualTo(exported);

            Done run = bench.run("run", "--continue", "More?");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("is in use by process");
            assertThat(bench.run("sessions", "delete", "--yes", session).err()).contains("is in use by process");
        }
        assertThat(bench.run("sessions", "delete", "--yes", session)).isEqualTo(new Done(0, "", ""));
    }

    @Test
    void aStoreThatWasInUseIsOpenedWhenItIsFree() {
        SessionStore other = holder();
        try (Daemon daemon = bench.context(TestScreen.pipes()).daemon(null)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(daemon::sessions).isInstanceOf(StoreFailedException.class)
                        .hasMessageContaining("is in use");
            }
            other.close();
            assertThat(daemon.sessions().list(new SessionQuery(null, null, 1, null)).sessions()).isEmpty();
        }
    }

    private SessionStore holder() {
        return new XodusSessionStore(bench.home.resolve(".local/state/podd/store"), Clock.systemUTC());
    }
}
