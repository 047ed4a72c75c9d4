package dev.podd.store;

import dev.podd.log.SessionStore;
import dev.podd.log.SessionStoreContract;
import java.nio.file.Path;
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

    @Override
    protected SessionStore reopened(SessionStore before) {
        before.close();
        return newStore();
    }
}
