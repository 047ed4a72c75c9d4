package dev.podd.jsonrpc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of a connection, which sends whatever bytes it likes and shows whatever comes back. */
public final class RawPeer implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Pipe toUs;
    private final Pipe fromUs;
    private final OutputStream out;
    private final BlockingQueue<Optional<String>> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> mayRead = new LinkedBlockingQueue<>();
    private volatile boolean held;

    public RawPeer() {
        try {
            toUs = Pipe.open();
            fromUs = Pipe.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = Channels.newOutputStream(toUs.sink());
        Thread.ofPlatform().daemon().start(this::receive);
    }

    /** What the side under test reads. */
    public InputStream in() {
        return Channels.newInputStream(toUs.source());
    }

    /** What the side under test writes. */
    public OutputStream out() {
        return Channels.newOutputStream(fromUs.sink());
    }

    /** Sends a message, framed. */
    public void send(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        sendRaw("Content-Length: " + body.length + "\r\n\r\n");
        sendRaw(body);
    }

    public void sendRaw(String text) {
        sendRaw(text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendRaw(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message; fails when none comes, or when the stream has ended. */
    public String receiveNext() {
        return receiveNextOrEnd().orElseThrow(() -> new AssertionError("the stream has ended"));
    }

    /** The next message, or empty at the end of the stream. */
    public Optional<String> receiveNextOrEnd() {
        try {
            Optional<String> next = received.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no message within " + SECONDS + " seconds");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether nothing has come that was not taken. */
    public boolean hasNothingLeft() {
        return received.isEmpty();
    }

    /** Reads no further message until {@link #resume}. */
    public void hold() {
        held = true;
    }

    public void resume() {
        held = false;
        mayRead.add(true);
    }

    /** Ends what the side under test reads. */
    public void endInput() {
        try {
            toUs.sink().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        endInput();
        try {
            fromUs.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive() {
        try (DataInputStream in = new DataInputStream(Channels.newInputStream(fromUs.source()))) {
            while (true) {
                if (held) {
                    mayRead.take();
                }
                byte[] body = new byte[length(in)];
                in.readFully(body);
                received.add(Optional.of(new String(body, StandardCharsets.UTF_8)));
            }
        } catch (IOException | InterruptedException e) {
            received.add(Optional.empty());
        }
    }

    private static int length(DataInputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) in.readUnsignedByte());
        }
        return Integer.parseInt(header.substring("Content-Length: ".length()).strip());
    }
}
