package dev.podd.provider.wire;

/** Turns the server-sent events of one answer into model events. Lives on one thread. */
public interface AnswerReader {
    /**
     * Takes the data of one event.
     *
     * @return whether the answer is whole; nothing that follows matters then
     * @throws ProviderFault when the event says that the provider gave up, or cannot be read
     */
    boolean accept(String data);

    /**
     * The stream is over, cleanly or not.
     *
     * @return whether the answer is whole all the same, since all that may be missing is its last formality
     */
    boolean ended();
}
