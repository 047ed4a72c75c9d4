package dev.podd.app;

import dev.podd.daemon.Election;
import dev.podd.daemon.RunFolder;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.Door;
import dev.podd.jsonrpc.HeaderFraming;
import dev.podd.jsonrpc.Method;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.DaemonStatus;
import dev.podd.lsp.wire.DaemonTypes.DaemonStopParams;
import dev.podd.lsp.wire.Lsp.NoParams;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line's conversation with the daemon that runs. */
final class DaemonClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final Connection connection;

    private DaemonClient(SocketChannel channel) {
        this.channel = channel;
        this.connection = new Connection(
                new HeaderFraming(Channels.newInputStream(channel), Channels.newOutputStream(channel)));
        Thread.ofPlatform().daemon().name("podd-client").start(this::run);
    }

    /** Empty where no daemon runs. */
    static Optional<DaemonClient> of(RunFolder folder) {
        return Optional.ofNullable(Election.running(folder)).map(DaemonClient::new);
    }

    DaemonStatus status() throws InterruptedException {
        DaemonStatus status = asked("daemon/status", new NoParams(), DaemonStatus.class);
        if (status == null) {
            throw new CommandFailed("the daemon said nothing about itself");
        }
        return status;
    }

    /** Returns when it has taken note. */
    void stop(boolean whenIdle) throws InterruptedException {
        try {
            connection.ask("daemon/stop", new DaemonStopParams(whenIdle), Empty.class, PATIENCE);
        } catch (ConnectionClosedException hasEnded) {
            // before its answer was written
        } catch (RpcException e) {
            throw new CommandFailed("the daemon does not stop: " + e.getMessage());
        }
    }

    private <R> @Nullable R asked(String method, Object params, Class<R> result) throws InterruptedException {
        try {
            return connection.ask(method, params, result, PATIENCE);
        } catch (RpcException | ConnectionClosedException e) {
            throw new CommandFailed("the daemon does not answer: " + e.getMessage());
        }
    }

    private void run() {
        try {
            connection.run(new NothingToCall());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
        channel.close();
    }

    /** A daemon has nothing to ask of the command line. */
    private static final class NothingToCall implements Door {
        @Override
        public List<Method<?>> methods() {
            return List.of();
        }

        @Override
        public void admit(String method) {}

        @Override
        public Optional<RpcException> refusal(Throwable failure) {
            return Optional.empty();
        }

        @Override
        public String fault(String where, Throwable failure) {
            return where + ": " + failure;
        }
    }
}
