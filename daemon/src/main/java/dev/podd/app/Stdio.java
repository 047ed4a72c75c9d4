package dev.podd.app;

import dev.podd.buffer.Buffers;
import dev.podd.lsp.LspConnection;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code podd --stdio --standalone}: one editor on the standard streams, until it leaves. While its first message
 * is read and answered a second thread loads what manifests take; only then the rest is made ready, in the background.
 */
final class Stdio {
    private final AppContext context;

    Stdio(AppContext context) {
        this.context = context;
    }

    /** Whether nothing but an editor's door is asked for, so that the command line need not be read at length. */
    static boolean isAllOf(String... arguments) {
        List<String> all = List.of(arguments);
        return all.equals(List.of("--stdio", "--standalone"));
    }

    /**
     * @param trouble what the person is to be told; null for nothing
     * @return the exit code, as LSP has it: 1 for an editor that says exit without shutdown
     */
    int run(@Nullable Path store, @Nullable String trouble) throws InterruptedException {
        context.prepareManifests();
        Lazy<Daemon> daemon = new Lazy<>(() -> context.daemon(store));
        OutputStream out = new FirstWrite(context.environment().wire(),
                () -> Thread.ofPlatform().daemon().name("podd-start").start(daemon::prepare));
        try {
            return new LspConnection(context.environment().in(), out, new Buffers(context.environment().clock()),
                    () -> daemon.get().pods(), context.environment().variables(),
                    new StandaloneHost(context.environment().clock(), () -> daemon.get().pods().all().size(), trouble),
                    context.bugs()::told).run() ? 0 : 1;
        } finally {
            daemon.seal().ifPresent(Daemon::close);
        }
    }
}
