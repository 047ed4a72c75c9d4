package dev.podd.pod;

import dev.podd.log.SessionStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All Pods of this process, and the store that holds their sessions. */
public final class Pods implements AutoCloseable {
    /**
     * Opens a Pod: a new one with a new session, or the one that has the session open, or one restored from the log.
     *
     * @throws dev.podd.manifest.ManifestInvalid       the manifest does not hold
     * @throws dev.podd.log.SessionNotFoundException   never run, or unknown
     * @throws PodException.PodBusy                    the session is open with another overlay
     */
    public Pod open(OpenRequest request) {
        throw new UnsupportedOperationException();
    }

    /** @throws PodException.PodNotFound it is not open */
    public Pod pod(String id) {
        throw new UnsupportedOperationException();
    }

    public List<Pod> all() {
        throw new UnsupportedOperationException();
    }

    /** Sessions, also those that no Pod has open. */
    public SessionStore sessions() {
        throw new UnsupportedOperationException();
    }

    /** Keeps whether the person trusts a folder; open Pods of it take it up with their next turn. */
    public void trust(Path workspaceFolder, boolean trusted) {
        throw new UnsupportedOperationException();
    }

    /** What the person has said of a folder; empty when never asked. */
    public Optional<Boolean> trusted(Path workspaceFolder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
