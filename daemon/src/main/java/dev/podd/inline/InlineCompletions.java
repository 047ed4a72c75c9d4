package dev.podd.inline;

import dev.podd.pod.OpenRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The inline completions of one editor: at most one runs a document, a newer one stops it. Safe on every thread. */
public final class InlineCompletions implements AutoCloseable {
    private final InlinePods pods;
    private final Map<Path, InlineCompletion> running = new ConcurrentHashMap<>();

    /** @param pods where each gets one */
    public InlineCompletions(InlinePods pods) {
        this.pods = pods;
    }

    /**
     * Makes one that has not begun yet, and stops the one before in the same document.
     *
     * @param request how its Pod is opened, but for the manifest
     * @param place   the start of its range
     */
    public InlineCompletion prepare(OpenRequest request, EditTarget place) {
        InlineCompletion next = new InlineCompletion(pods, InlinePods.ofInline(request), place);
        InlineCompletion before = running.put(place.file(), next);
        if (before != null) {
            before.stop();
        }
        return next;
    }

    /**
     * What is inserted; empty for nothing. An interrupt stops it.
     *
     * @throws InlineFailedException no language model is set up, or it failed
     */
    public Optional<String> run(InlineCompletion completion) throws InterruptedException {
        try {
            return completion.run();
        } finally {
            running.values().remove(completion);
        }
    }

    /** The editor is gone: those that run are stopped. */
    @Override
    public void close() {
        running.values().forEach(InlineCompletion::stop);
    }
}
