package dev.podd.model;

import java.util.function.Consumer;

/** A language model that answers requests, one stream of events each. Safe for several requests at once. */
public interface LanguageModel {
    ModelInfo info();

    /**
     * Sends the request once, without retries, and hands every event to {@code listener} on the calling thread, the
     * last being {@link ModelEvent.Finished}. An interrupt of the calling thread ends the call at once.
     *
     * @throws ModelException       when no whole answer came; what was told before it stays true
     * @throws InterruptedException when the caller was interrupted
     */
    void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException;
}
