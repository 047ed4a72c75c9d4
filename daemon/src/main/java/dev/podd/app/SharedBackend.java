package dev.podd.app;

import dev.podd.log.SessionStore;
import dev.podd.pod.Pods;

/** The shared daemon, as a command sees it that runs there. */
record SharedBackend(Daemon daemon) implements Backend {
    @Override
    public Pods pods() {
        return daemon.pods();
    }

    @Override
    public SessionStore sessions() {
        return daemon.sessions();
    }

    @Override
    public SessionStore readableSessions() {
        return daemon.readableSessions();
    }

    @Override
    public long checkpointQuota() {
        return daemon.checkpointQuota();
    }

    @Override
    public boolean outlivesCommand() {
        return true;
    }

    @Override
    public void close() {
        // others need it
    }
}
