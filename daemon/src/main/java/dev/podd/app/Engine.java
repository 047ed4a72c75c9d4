package dev.podd.app;

import dev.podd.log.SessionStore;
import dev.podd.manifest.Credentials;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.ProviderKind;
import dev.podd.manifest.TrustStore;
import dev.podd.pod.Pods;
import dev.podd.pod.Surroundings;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.store.XodusSessionStore;
import dev.podd.turn.World;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Everything behind the doors, wired: the store, which opens in the background, models, commands, Pods. */
final class Engine implements AutoCloseable {
    private final CompletableFuture<SessionStore> store;
    private final ProcessGuard guard;
    private final Models models;
    private final Pods pods;
    private boolean isClosed; // guarded by this

    Engine(Host host, Places places, Path storeFolder, Ids ids, BugLog bugs) {
        store = CompletableFuture.supplyAsync(() -> new XodusSessionStore(storeFolder, host.clock()),
                work -> Thread.ofPlatform().daemon().name("podd-store-opener").start(work));
        guard = new ProcessGuard(Objects.requireNonNullElse(host.variable("PATH"), ""));
        models = new Models(() -> ids.item("c"), host.clock());
        World world = new World(System::nanoTime, ids::fraction, Thread::sleep, ids::item, bugs);
        pods = new Pods(new Surroundings(this::sessions, new ManifestLoader(places.config(), host::variable),
                new Credentials(host::variable), new TrustStore(places.trust()), models,
                new CommandRunner(guard, ChildEnvironment.from(host.environment(), keyVariables())),
                session -> XodusSessionStore.outputs(storeFolder, session), world, host.clock(), ids::session,
                () -> ids.item("p"), host.os()));
        host.atExit().accept(this::close);
    }

    Pods pods() {
        return pods;
    }

    /** @throws dev.podd.log.StoreFailedException another process has it, or it cannot be opened */
    SessionStore sessions() {
        try {
            return store.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Cancels what runs, ends every process that was started, and writes what waits. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (guard; models) {
            pods.close();
        } finally {
            store.handle((opened, failure) -> Optional.ofNullable(opened)).join().ifPresent(SessionStore::close);
        }
    }

    /** Variables in which keys usually stand. */
    static List<String> keyVariables() {
        return Arrays.stream(ProviderKind.values()).filter(ProviderKind::isAvailable).map(ProviderKind::usualVariable)
                .flatMap(Optional::stream)
                .toList();
    }
}
