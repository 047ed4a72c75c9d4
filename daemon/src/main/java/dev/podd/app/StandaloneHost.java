package dev.podd.app;

import dev.podd.lsp.Host;
import dev.podd.lsp.RemoteCommand;
import dev.podd.lsp.RemoteConsole;
import java.time.Clock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A process that serves the editor that started it, and nobody else: the editor alone ends it. */
final class StandaloneHost implements Host {
    private final long startedAt;
    private final IntSupplier pods;
    private final @Nullable String trouble;

    /** @param trouble why there is such a process where the editor asked for the shared daemon; null where it did not */
    StandaloneHost(Clock clock, IntSupplier pods, @Nullable String trouble) {
        this.startedAt = clock.millis();
        this.pods = pods;
        this.trouble = trouble;
    }

    @Override
    public String version() {
        return Version.number();
    }

    @Override
    public Status status() {
        return new Status(ProcessHandle.current().pid(), null, startedAt, 1, pods.getAsInt(), Memory.resident());
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public int command(RemoteCommand command, RemoteConsole console) {
        throw new CommandFailed("this process serves one editor alone and runs no commands");
    }

    @Override
    public void stop(boolean whenIdle) {
        // an editor ends it by exit
    }
}
