package dev.podd.app;

import dev.podd.acp.AcpConnection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code podd acp --standalone}: one client of the Agent Client Protocol on the standard streams, until it leaves. */
@Command(name = "acp", sortOptions = false,
        description = "Serve an editor that speaks the Agent Client Protocol, on standard streams.",
        footer = {"", "In Zed's settings:",
            "  \"agent_servers\": { \"Podd\": { \"command\": \"podd\", \"args\": [\"acp\"] } }"})
final class AcpCommand implements Callable<Integer> {
    private final AppContext context;
    private final Supplier<@Nullable Path> store;

    @Option(names = "--standalone", description = "Everything in a process of the editor's own.")
    @SuppressWarnings("UnusedVariable") // all that comes here is, since the launcher has the other way
    private boolean isStandalone;

    AcpCommand(AppContext context, Supplier<@Nullable Path> store) {
        this.context = context;
        this.store = store;
    }

    @Override
    public Integer call() throws InterruptedException {
        context.prepareManifests();
        Lazy<Daemon> daemon = new Lazy<>(() -> context.daemon(store.get()));
        try {
            new AcpConnection(context.environment().in(), context.environment().wire(), () -> daemon.get().pods(),
                    context.environment().variables(), Version.number(), context.bugs()::told).run();
            return 0;
        } finally {
            daemon.seal().ifPresent(Daemon::close);
        }
    }
}
