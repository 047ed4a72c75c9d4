package dev.podd.app;

import dev.podd.fetch.FetchSettings;
import dev.podd.fetch.FetchTool;
import dev.podd.keychain.Keychain;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.TrustStore;
import dev.podd.mcp.ToolListCache;
import dev.podd.permission.GivenRules;
import dev.podd.pod.PodServices;
import dev.podd.pod.PodState;
import dev.podd.pod.Pods;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.state.Places;
import dev.podd.store.XodusSessionStore;
import dev.podd.thread.PlatformWork;
import dev.podd.turn.TurnServices;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Everything behind the doors, wired: the store, which opens in the background, models, commands, Pods. */
final class Daemon implements Backend {
    private static final Duration HANDOVER = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(20);

    private final Path storeFolder;
    private final boolean isShared;
    private final Clock clock;
    private final ReentrantLock opening = new ReentrantLock();
    private CompletableFuture<SessionStore> store; // guarded by opening
    private final ProcessGuard guard;
    private final Models models;
    private final ManifestLoader manifests;
    private final Pods pods;
    private final IdleMemory memory;
    private final CheckpointTrimmer trimmer;
    private boolean isClosing; // guarded by opening
    private boolean isClosed; // guarded by this

    /** @param isShared whether it serves all windows of the person, so that a question may wait for the next one */
    Daemon(ProcessEnvironment environment, Places places, Path storeFolder, Ids ids, Secrets secrets, BugLog bugs,
            boolean isShared) {
        this.storeFolder = storeFolder;
        this.clock = environment.clock();
        this.isShared = isShared;
        store = opened();
        guard = new ProcessGuard(Objects.requireNonNullElse(environment.variable("PATH"), ""));
        models = new Models(() -> ids.item("c"), environment.clock());
        TurnServices services = new TurnServices(System::nanoTime, ids::fraction, Thread::sleep, ids::item, bugs);
        manifests = new ManifestLoader(places.config(), places.state());
        PlatformWork pages = FetchTool.threads();
        pods = new Pods(new PodServices(this::sessions, manifests,
                new TrustStore(places.trust()),
                new GivenRules(places.permissions(), environment.clock(), () -> ids.item("r")), models,
                new McpConnector(new ToolListCache(places.mcpLists(), clock, () -> ids.item("part-")), secrets),
                declared -> new FetchTool(new FetchSettings(declared.privateHosts(), declared.timeout()), pages), guard,
                secrets, new Keychain(places.keys(), environment.os()),
                session -> XodusSessionStore.outputs(storeFolder, session), services, environment.clock(), ids::session,
                () -> ids.item("p"), isShared, environment.os()));
        memory = new IdleMemory(this::isRunning);
        // A process of its own may end with its turn, so that it waits for none to end.
        trimmer = new CheckpointTrimmer(this::sessions, this::checkpointQuota, () -> isShared && isRunning(),
                () -> pods.reviews().forgetDropped(), bugs);
        environment.atExit().accept(this::close);
    }

    @Override
    public Pods pods() {
        return pods;
    }

    @Override
    public long checkpointQuota() {
        return manifests.checkpointQuota();
    }

    private boolean isRunning() {
        return pods.all().stream().anyMatch(pod -> pod.state() == PodState.RUNNING);
    }

    private CompletableFuture<SessionStore> opened() {
        return CompletableFuture.supplyAsync(this::openStore,
                work -> Thread.ofPlatform().daemon().name("podd-store-opener").start(work));
    }

    @Override
    public SessionStore sessions() {
        try {
            return attempt().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public boolean outlivesCommand() {
        return false;
    }

    @Override
    public SessionStore readableSessions() {
        try {
            return sessions();
        } catch (StoreFailedException e) {
            if (e.reason() != Reason.LOCKED && e.reason() != Reason.READ_ONLY && e.reason() != Reason.FULL) {
                throw e;
            }
            return XodusSessionStore.readOnly(storeFolder, clock);
        }
    }

    /** The shared daemon waits for one that hands over to it, which has the store until its last turn has ended. */
    private SessionStore openStore() {
        long end = System.nanoTime() + (isShared ? HANDOVER.toNanos() : 0);
        while (true) {
            try {
                return new XodusSessionStore(storeFolder, clock);
            } catch (StoreFailedException e) {
                if (e.reason() != Reason.LOCKED || System.nanoTime() >= end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private CompletableFuture<SessionStore> attempt() {
        opening.lock();
        try {
            if (store.isCompletedExceptionally() && !isClosing) {
                store = opened();
            }
            return store;
        } finally {
            opening.unlock();
        }
    }

    private CompletableFuture<SessionStore> lastAttempt() {
        opening.lock();
        try {
            isClosing = true;
            return store;
        } finally {
            opening.unlock();
        }
    }

    /** Cancels what runs, ends every process that was started, and writes what waits. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (guard; models; memory; trimmer) {
            pods.close();
        } finally {
            lastAttempt().handle((opened, failure) -> Optional.ofNullable(opened)).join()
                    .ifPresent(SessionStore::close);
        }
    }
}
