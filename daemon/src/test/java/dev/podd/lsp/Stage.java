package dev.podd.lsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.podd.buffer.Buffers;
import dev.podd.fetch.FetchSettings;
import dev.podd.fetch.FetchTool;
import dev.podd.item.TurnError;
import dev.podd.jsonrpc.RawPeer;
import dev.podd.keychain.Keychain;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.InMemorySessionStore;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.TrustStore;
import dev.podd.model.ScriptedModel;
import dev.podd.permission.GivenRules;
import dev.podd.pod.Client;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.PodServices;
import dev.podd.pod.PodState;
import dev.podd.pod.Pods;
import dev.podd.pod.Reviews;
import dev.podd.pod.ToolServers;
import dev.podd.sandbox.NoSandbox;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.store.XodusSessionStore;
import dev.podd.turn.TurnServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The daemon behind a pipe: Pods over a real folder, a scripted model, a log in memory, and an editor that is a test. */
final class Stage implements AutoCloseable {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

    final Path root;
    private ScriptedModel model = new ScriptedModel();
    final FaultyStore store;
    /** Failures that were answered as internal errors, with their methods. */
    final List<String> faults = new CopyOnWriteArrayList<>();
    /** Of which tests of MCP servers have one. */
    volatile ToolServers toolServers = wanted -> {
        throw new AssertionError("the manifest names servers");
    };
    private final Path home;
    private final Secrets secrets = new Secrets();
    private final ProcessGuard guard = new ProcessGuard(String.valueOf(System.getenv("PATH")),
            new NoSandbox("recorded conversations are the same on every machine"));
    private final AtomicInteger ids = new AtomicInteger();
    private Pods pods;
    private RawPeer peer = new RawPeer();
    private @Nullable Thread running;
    private final AtomicBoolean wasProper = new AtomicBoolean();

    /** With sessions in memory. */
    Stage(Path temp) {
        this(temp, new InMemorySessionStore(CLOCK));
    }

    static final Host HOST = new TestHost(() -> {});

    /** @param onStop what happens when it is told to stop */
    private record TestHost(Runnable onStop) implements Host {
        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Status status() {
            return new Status(7, "/run/podd.sock", 1000, 1, 0, null);
        }

        @Override
        public @Nullable String trouble() {
            return null;
        }

        // all that a command can do at the other end
        @Override
        public int command(RemoteCommand command, RemoteConsole console) throws InterruptedException {
            try {
                byte[] given = console.read();
                console.show("A question");
                String typed = console.line("y or n? ");
                byte[] out = (command.arguments() + " " + (given == null ? "" : new String(given, UTF_8)) + typed)
                        .getBytes(UTF_8);
                console.write(1, out, 0, out.length);
                return 3;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop(boolean whenIdle) {
            onStop.run();
        }
    }

    /** With sessions on the disk. */
    static Stage onDisk(Path temp) {
        return new Stage(temp, new XodusSessionStore(temp.resolve("store"), CLOCK));
    }

    private Stage(Path temp, SessionStore sessions) {
        store = new FaultyStore(sessions);
        try {
            root = Files.createDirectories(temp.toRealPath().resolve("work"));
            home = Files.createDirectories(temp.toRealPath().resolve("home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pods = pods();
    }

    /** The editor's end of the connection that runs now. */
    RawPeer peer() {
        return peer;
    }

    /** Ids of the Pods that are open now. */
    List<String> openPods() {
        return pods.all().stream().map(Pod::id).toList();
    }

    void connect() {
        AtomicReference<LspConnection> self = new AtomicReference<>();
        LspConnection connection = new LspConnection(peer.in(), peer.out(), new Buffers(Clock.systemUTC()), () -> pods,
                environment(), new TestHost(() -> self.get().tellEnding()),
                (where, bug) -> {
                    faults.add(where + ": " + bug);
                    return "a fault of Podd's own in " + where + "; look for bug-1 in bugs.log";
                });
        self.set(connection);
        running = Thread.ofPlatform().start(() -> {
            try {
                wasProper.set(connection.run());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Connects another editor, when the one before has left. */
    void reconnect() {
        peer = new RawPeer();
        connect();
    }

    /** What Pods opened from here on, and those before, ask. */
    ScriptedModel model() {
        return model;
    }

    /** As when the program is started anew: only what is on the disk is left. */
    void restart() {
        if (!end() || !model.isScriptDone()) {
            throw new AssertionError("something was still going on");
        }
        pods.close();
        model = new ScriptedModel();
        pods = pods();
        peer = new RawPeer();
        connect();
    }

    /** Ends what the daemon reads; fails if it does not end soon. */
    boolean end() {
        peer.endInput();
        return hasEnded();
    }

    boolean hasEnded() {
        try {
            return running == null || running.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean wasProper() {
        return wasProper.get();
    }

    void file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pod pod(String id) {
        return pods.pod(id);
    }

    /** What is pending in files. */
    Reviews reviews() {
        return pods.reviews();
    }

    /** A Pod that this editor does not have open. */
    Pod openElsewhere() {
        return pods.open(new OpenRequest(root, null, null, null, true, new Client("another", environment())));
    }

    /** What the person says of the folder in another window, or in a terminal. */
    void trustElsewhere(boolean trusted) {
        pods.trust(root, trusted);
    }

    /** Whether a Pod was opened as one whose folder is trusted. */
    boolean isTrusted(String pod) {
        return pods.request(pod).trusted();
    }

    /** Waits until a Pod is in a state. */
    void await(String pod, PodState state) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (pods.pod(pod).snapshot().state() != state) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Pod " + pod + " is " + pods.pod(pod).snapshot().state());
            }
            Thread.onSpinWait();
        }
    }

    /** Someone else writes to a session. */
    void intrude(String session) {
        SessionLog log = store.open(session);
        log.append(log.head(), List.of(new Entry.Title("someone else's")), Durability.NOW);
    }

    @Override
    public void close() {
        peer.close();
        pods.close();
        store.close();
        guard.close();
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", String.valueOf(System.getenv("PATH")));
    }

    private Pods pods() {
        return new Pods(new PodServices(this::sessions, new ManifestLoader(home),
                new TrustStore(home.resolve("trust.json")),
                new GivenRules(home.resolve("permissions.json"), CLOCK, () -> "rule-" + ids.incrementAndGet()),
                new StageModels(() -> model),
                wanted -> toolServers.connect(wanted),
                declared -> new FetchTool(new FetchSettings(declared.privateHosts(), declared.timeout()),
                        FetchTool.threads()),
                guard,
                secrets, new Keychain(home.resolve("keys.json"), "Linux"),
                session -> home.resolve("sessions").resolve(session).resolve("outputs"),
                services(), CLOCK, () -> "session-" + ids.incrementAndGet(), () -> "pod-" + ids.incrementAndGet(),
                false, "Linux"));
    }

    private SessionStore sessions() {
        store.check();
        return store;
    }

    private TurnServices services() {
        return new TurnServices(System::nanoTime, () -> 0.0, duration -> {
            if (Thread.currentThread().getName().equals("open-text") || duration.compareTo(A_MINUTE) > 0) {
                new CountDownLatch(1).await();
            }
        }, letter -> letter + ids.incrementAndGet(),
                (where, bug) -> new TurnError("internalError", String.valueOf(bug)));
    }
}
