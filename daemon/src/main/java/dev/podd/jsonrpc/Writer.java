package dev.podd.jsonrpc;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.jspecify.annotations.Nullable;

/** The one thread that writes to a peer: encodes what waits, and flushes when nothing more does. */
final class Writer {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final Outbox outbox;
    private final MessageCodec codec;
    private final Framing framing;
    private final Runnable broken;

    /** @param broken told when the peer takes no more */
    Writer(Outbox outbox, MessageCodec codec, Framing framing, Runnable broken) {
        this.outbox = outbox;
        this.codec = codec;
        this.framing = framing;
        this.broken = broken;
    }

    /** Writes until the outbox is closed and empty. */
    void run() {
        try {
            for (Message next = outbox.take(); next != null; next = outbox.take()) {
                for (Message more = next; more != null; more = outbox.poll()) {
                    write(more);
                }
                framing.flush();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the peer takes no more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            Uncaught.report(e); // before the connection ends, and with it perhaps the process
        } finally {
            broken.run();
        }
    }

    private void write(Message message) throws IOException {
        byte[] body = encode(message);
        if (body != null) {
            framing.write(body);
        }
    }

    /** Answers are encoded before; a notification or question that cannot be encoded is logged and left out. */
    private byte @Nullable [] encode(Message message) {
        try {
            return codec.write(message);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a " + message.getClass().getSimpleName() + " cannot be written", e);
            return null;
        }
    }
}
