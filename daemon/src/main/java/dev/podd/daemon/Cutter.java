package dev.podd.daemon;

import java.io.IOException;

/** Cuts a stream of bytes into messages, as they come. */
interface Cutter {
    /** The first {@code count} bytes of what was read. */
    void take(byte[] bytes, int count) throws IOException;

    /** Nothing more comes: what was kept may be a message without its end. */
    default void end() throws IOException {}

    /** Takes what is found. */
    interface Sink {
        void message(byte[] body) throws IOException;

        /** Bytes that are no message, as they came: whoever they are for says what is wrong with them. */
        void stray(byte[] bytes) throws IOException;
    }
}
