package dev.podd.log;

class InMemoryCheckpointQuotaTest extends CheckpointQuotaContract {
    @Override
    protected SessionStore newStore() {
        return new InMemorySessionStore(clock());
    }

    @Override
    protected SessionStore reopened(SessionStore before) {
        return before;
    }
}
