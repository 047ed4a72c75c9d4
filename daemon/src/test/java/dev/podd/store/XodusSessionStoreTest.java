package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Head;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(XodusHushed.class)
class XodusSessionStoreTest extends SessionStoreContract {
    @TempDir
    Path folder;

    @Override
    protected SessionStore newStore() {
        return new XodusSessionStore(folder, clock);
    }

    @Test
    void aSessionWhoseProcessWasKilledBeforeItsFirstEntryCanBeMadeAgain() throws IOException {
        Path other = folder.resolve("other");
        Path log = Files.createDirectories(other.resolve("sessions").resolve("half").resolve("log"));
        Files.write(log.resolve("00000000000.xd"), new byte[100]);
        try (SessionStore store = new XodusSessionStore(other, clock);
                SessionLog made = store.create("half", "file:///w/")) {
            assertThat(made.head()).isEqualTo(Head.NONE);
        }
    }

    @Override
    protected SessionStore reopened(SessionStore before) {
        before.close();
        return newStore();
    }
}
