package dev.podd.inline;

import dev.podd.log.LogException;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.Pods;
import dev.podd.pod.SetupFiles;
import dev.podd.pod.Window;
import dev.podd.thread.WorkStoppedException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pods of manifest {@code inline} for one request each, whose sessions are archived when it ends. The Pod of the next request
 * in a folder is opened in the background, so that nobody waits for it. Safe on every thread.
 */
public final class InlinePods implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(InlinePods.class.getName());
    private static final String MANIFEST = "inline";
    private static final String OFFLINE = "offline";

    private final Supplier<Pods> pods;
    private final Window window;
    private final Map<Path, Ready> ready = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /**
     * A Pod that nobody has used yet.
     *
     * @param files that it was set up from
     */
    private record Ready(Pod pod, OpenRequest request, SetupFiles files) {}

    /** @param window where the documents are open */
    public InlinePods(Supplier<Pods> pods, Window window) {
        this.pods = pods;
        this.window = window;
    }

    Pods all() {
        return pods.get();
    }

    Window window() {
        return window;
    }

    /** The same request with manifest {@code inline} and a new session. */
    static OpenRequest ofInline(OpenRequest request) {
        return new OpenRequest(request.workspaceFolder(), MANIFEST, null, null, request.trusted(), request.client());
    }

    /**
     * Without a language model the answer would be quotes, and they would stand in the document.
     *
     * @throws InlineFailedException the Pod has the offline model
     */
    static void requireModel(Pod pod) {
        if (pod.snapshot().model().provider().equals(OFFLINE)) {
            throw new InlineFailedException("credentialMissing",
                    "no language model is set up, and an inline edit needs one: name it in"
                            + " [provider] of your manifest, or set ANTHROPIC_API_KEY or OPENAI_API_KEY");
        }
    }

    Pod take(OpenRequest request) {
        Ready kept = ready.remove(request.workspaceFolder());
        if (kept != null && isCurrent(kept, request)) {
            return kept.pod;
        }
        if (kept != null) {
            close(kept.pod);
        }
        return open(request);
    }

    /** Whether opening the Pod now would give the same. */
    private boolean isCurrent(Ready kept, OpenRequest request) {
        try {
            return kept.request.equals(request) && kept.files.equals(pods.get().files(request))
                    && pods.get().pod(kept.pod.id()).equals(kept.pod);
        } catch (PodException.PodNotFound | WorkStoppedException cannotTell) {
            return false; // it was idle for too long, or its files do not answer
        }
    }

    private Pod open(OpenRequest request) {
        Pod pod = pods.get().open(request);
        pod.attach(window);
        return pod;
    }

    /** In the background: closes a Pod whose request has ended, archives its session, and opens the Pod of the next request. */
    void leave(Pod pod, OpenRequest request) {
        Thread.ofVirtual().name("inline-end").start(() -> {
            String session = pod.session();
            close(pod);
            try {
                pods.get().sessions().archive(session, true);
            } catch (LogException neverRun) {
                LOG.log(Level.DEBUG, "session " + session + " is not archived", neverRun);
            }
            makeReady(request);
        });
    }

    private void makeReady(OpenRequest request) {
        if (isClosed || ready.containsKey(request.workspaceFolder())) {
            return;
        }
        try {
            SetupFiles files = pods.get().files(request);
            Ready next = new Ready(open(request), request, files);
            Ready before = ready.putIfAbsent(request.workspaceFolder(), next);
            if (before != null || (isClosed && ready.remove(request.workspaceFolder(), next))) {
                close(next.pod);
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.DEBUG, "the Pod of the next inline request is opened when it comes", failed);
        }
    }

    void close(Pod pod) {
        try {
            pod.close();
        } catch (PodException.PodNotFound closed) {
            // somebody was faster
        } catch (LogException failed) {
            LOG.log(Level.WARNING, "Pod " + pod.id() + " was not closed as it should", failed);
        }
    }

    /** The editor is gone: Pods that wait are closed. */
    @Override
    public void close() {
        isClosed = true;
        ready.values().forEach(kept -> close(kept.pod));
        ready.clear();
    }
}
