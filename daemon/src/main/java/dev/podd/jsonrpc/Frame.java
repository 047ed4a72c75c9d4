package dev.podd.jsonrpc;

/** What a stream gives when it is read: a message's bytes, something that is none, or its end. */
sealed interface Frame {
    /** The bytes of one message, not looked at yet. */
    final class Body implements Frame {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** What cannot be a message; reading goes on after it. */
    record Broken(String reason) implements Frame {}

    /** There is no more. */
    record End() implements Frame {}
}
