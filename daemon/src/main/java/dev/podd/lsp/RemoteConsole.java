package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.CommandLineParams;
import dev.podd.lsp.wire.DaemonTypes.CommandLineResult;
import dev.podd.lsp.wire.DaemonTypes.CommandOutputParams;
import dev.podd.lsp.wire.DaemonTypes.CommandReadResult;
import dev.podd.lsp.wire.DaemonTypes.CommandShowParams;
import dev.podd.lsp.wire.Lsp.NoParams;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The standard streams, the keyboard and the interrupt key of the process at the other end. Safe on every thread. */
public final class RemoteConsole {
    private final Connection connection;
    /** What the interrupt key does; null inside while it does nothing. */
    private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

    RemoteConsole(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes to standard output (1) or standard error (2), and returns when the other end has written it. An interrupt stays
     * set: what a command had to say before is not lost.
     *
     * @throws IOException it could not, with the system's words, or is gone
     */
    public void write(int stream, byte[] bytes, int from, int length) throws IOException {
        try {
            connection.askToEnd("command/output", new CommandOutputParams(stream,
                    Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, from + length))), Empty.class);
        } catch (RpcException | ConnectionClosedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Some more bytes of standard input; null at its end.
     *
     * @throws IOException the other end is gone
     */
    public byte @Nullable [] read() throws IOException {
        try {
            CommandReadResult read = connection.ask("command/read", new NoParams(), CommandReadResult.class);
            return read == null || read.data() == null ? null : Base64.getDecoder().decode(read.data());
        } catch (RpcException | ConnectionClosedException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Shows the person a line that belongs to the question that follows. */
    public void show(String line) {
        connection.tell("command/show", new CommandShowParams(line));
    }

    /** Asks the person for a line; null when nothing more will be typed. An interrupt withdraws the question. */
    public @Nullable String line(String text) throws InterruptedException {
        try {
            CommandLineResult typed = connection.ask("command/line", new CommandLineParams(text),
                    CommandLineResult.class);
            return typed == null ? null : typed.line();
        } catch (RpcException | ConnectionClosedException gone) {
            return null;
        }
    }

    /** From here on the interrupt key runs this. */
    public void whenInterrupted(Runnable action) {
        stop.set(action);
    }

    /** The interrupt key was pressed. */
    void interrupt() {
        Runnable action = stop.get();
        if (action != null) {
            action.run();
        }
    }
}
