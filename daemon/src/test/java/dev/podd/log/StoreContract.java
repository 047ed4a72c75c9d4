package dev.podd.log;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store of sessions under test, one for each test. */
public abstract class StoreContract {
    protected SessionStore store;

    protected abstract SessionStore newStore();

    /** A store that knows what the one before knew when its process ended in order. */
    protected abstract SessionStore reopened(SessionStore before);

    @BeforeEach
    void open() {
        store = newStore();
    }

    @AfterEach
    void close() {
        store.close();
    }
}
