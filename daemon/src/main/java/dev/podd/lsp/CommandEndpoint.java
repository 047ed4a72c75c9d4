package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.DaemonTypes.CommandRunParams;
import dev.podd.lsp.wire.DaemonTypes.CommandRunResult;
import dev.podd.lsp.wire.Lsp.NoParams;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;

/** {@code command/…}: a command line that another process was started with, run here. One at a time on a connection. */
final class CommandEndpoint {
    private final Host host;
    private final RemoteConsole console;

    CommandEndpoint(Connection connection, Host host) {
        this.host = host;
        this.console = new RemoteConsole(connection);
    }

    Reply<CommandRunResult> run(CommandRunParams params) {
        RemoteCommand command = new RemoteCommand(params.arguments(), FromWire.variables(params.environment()),
                FromWire.absolute("workingDirectory", params.workingDirectory()), zone(params.zone()),
                params.typedAt(), params.keyboard(), isTerminal(params), params.outStyled(), params.errStyled());
        return Reply.later(() -> new CommandRunResult(host.command(command, console)));
    }

    /** A process of an older version does not say. */
    private static boolean isTerminal(CommandRunParams params) {
        return Objects.requireNonNullElse(params.outTerminal(), params.outStyled());
    }

    /** On the reader thread. */
    void interrupt(NoParams none) {
        Thread.startVirtualThread(console::interrupt);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw FromWire.invalid("zone: " + e.getMessage());
        }
    }
}
