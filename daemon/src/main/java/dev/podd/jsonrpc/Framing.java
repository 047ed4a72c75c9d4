package dev.podd.jsonrpc;

import java.io.IOException;

/** Where one message ends and the next begins. Read by one thread, written by another. */
public sealed interface Framing permits HeaderFraming, LineFraming {
    /** The most bytes that a message may have. */
    int MAX_BYTES = 64 * 1024 * 1024;

    /** Waits for the next frame; whatever is broken is said once and passed over. */
    Frame read() throws IOException;

    /** Adds a message to what waits for {@link #flush}. */
    void write(byte[] body) throws IOException;

    void flush() throws IOException;
}
