package dev.podd.log;

class InMemorySessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore newStore() {
        return new InMemorySessionStore(clock);
    }

    /** It has no disk to come back from: what was open stays open. */
    @Override
    protected SessionStore reopened(SessionStore before) {
        return before;
    }
}
