package dev.podd.jsonrpc;

import java.lang.System.Logger.Level;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * A message as the bytes that will be written. Answers and questions are encoded on the thread that has them, so that one
 * that cannot be encoded fails its own request only, and so that the outbox knows how many bytes wait for the peer.
 */
final class EncodedMessage extends Message {
    private static final System.Logger LOG = System.getLogger(EncodedMessage.class.getName());

    private final byte[] body;

    private EncodedMessage(byte[] body) {
        this.body = body;
    }

    /** @throws RpcException it cannot be encoded, or is longer than a message may be */
    static EncodedMessage question(Message question, String method, MessageCodec codec) {
        try {
            return new EncodedMessage(codec.write(question));
        } catch (RuntimeException e) {
            throw new RpcException(RpcException.INVALID_REQUEST, method + " cannot be written: " + e);
        }
    }

    /** An answer that cannot be encoded, or is longer than a message may be, becomes an error. */
    static EncodedMessage of(ResponseMessage answer, String method, MessageCodec codec) {
        try {
            return new EncodedMessage(codec.write(answer));
        } catch (TooLongException e) {
            return error(answer, "the answer to " + method + " has more than " + Framing.MAX_BYTES
                    + " bytes, the limit of a message", codec);
        } catch (OutOfMemoryError e) {
            return error(answer, "no memory for the answer to " + method, codec);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the answer to " + method + " cannot be written", e);
            return error(answer, "the answer to " + method + " cannot be written; the log tells why", codec);
        }
    }

    byte[] body() {
        return body;
    }

    private static EncodedMessage error(ResponseMessage answer, String message, MessageCodec codec) {
        return new EncodedMessage(codec.write(
                Answers.of(answer.getRawId(), new RpcException(RpcException.INTERNAL_ERROR, message))));
    }

    /** A message has more than {@link Framing#MAX_BYTES} bytes. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
