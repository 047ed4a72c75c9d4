package dev.podd.store;

import dev.podd.log.CheckpointQuotaContract;
import dev.podd.log.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(XodusHushed.class)
class XodusCheckpointQuotaTest extends CheckpointQuotaContract {
    private final Clock clock = clock();

    @TempDir
    Path folder;

    @Override
    protected SessionStore newStore() {
        return new XodusSessionStore(folder, clock);
    }

    @Override
    protected SessionStore reopened(SessionStore before) {
        before.close();
        return newStore();
    }
}
