package dev.podd.app;

import dev.podd.log.LogException;
import dev.podd.log.StoreFailedException;
import dev.podd.manifest.ManifestException;
import dev.podd.pod.PodException;
import dev.podd.sandbox.SandboxException;
import dev.podd.thread.WorkStoppedException;
import dev.podd.workspace.WorkspaceException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;

/** The words for a failed command: a sentence or two, never a stack trace. */
final class Failures {
    private final BugLog bugs;

    Failures(BugLog bugs) {
        this.bugs = bugs;
    }

    String words(String command, Throwable failure) {
        return switch (failure) {
            case ManifestException manifest -> String.valueOf(manifest.getMessage());
            case StoreFailedException store when store.reason() != StoreFailedException.Reason.LOCKED -> store
                    .getMessage()
                    + "\nPODD_HOME names another folder for all that Podd keeps, --store one for sessions alone";
            case LogException log -> String.valueOf(log.getMessage());
            case PodException pod -> String.valueOf(pod.getMessage());
            case WorkspaceException file -> String.valueOf(file.getMessage());
            case WorkStoppedException work -> String.valueOf(work.getMessage());
            case SandboxException process -> String.valueOf(process.getMessage());
            case CancellationException stopped -> String.valueOf(stopped.getMessage());
            case CommandFailed refused -> String.valueOf(refused.getMessage());
            case UncheckedIOException disk -> String.valueOf(disk.getMessage());
            default -> bugs.told("podd " + command, failure);
        };
    }
}
