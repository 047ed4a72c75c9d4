package dev.podd.provider.wire;

/** Reads the server-sent events of one answer and reports model events. Lives on one thread. */
public interface AnswerReader {
    /**
     * Takes the data of one event.
     *
     * @return whether the answer is whole; nothing that follows matters then
     * @throws ProviderFault when the event says that the provider gave up, or cannot be read
     */
    boolean accept(String data);

    /**
     * Called at the end of the stream, also of a broken one.
     *
     * @return whether the answer is whole without the stream's closing event
     */
    boolean ended();
}
