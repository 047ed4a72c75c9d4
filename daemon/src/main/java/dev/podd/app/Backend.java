package dev.podd.app;

import dev.podd.log.SessionStore;
import dev.podd.pod.Pods;

/** What stands behind a command: all of Podd in its own process, or in the shared daemon. */
interface Backend extends AutoCloseable {
    Pods pods();

    /**
     * The store; after an attempt to open it has failed, the next call makes another one.
     *
     * @throws dev.podd.log.StoreFailedException another process has it, or it cannot be opened
     */
    SessionStore sessions();

    /** The store, or what can be read of it while another process has it or its folder cannot be written. */
    SessionStore readableSessions();

    /**
     * How many bytes of checkpoints all sessions together may have.
     *
     * @throws dev.podd.manifest.ManifestException the person's file has errors
     */
    long checkpointQuota();

    /** Whether it goes on when the command has ended. */
    boolean outlivesCommand();

    /** The command has ended. */
    @Override
    void close();
}
