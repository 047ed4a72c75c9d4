package dev.podd.pod;

import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.fetch.FetchSettings;
import dev.podd.fetch.FetchTool;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.TurnError;
import dev.podd.keychain.Keychain;
import dev.podd.log.Entry;
import dev.podd.log.InMemorySessionStore;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.TrustStore;
import dev.podd.model.ScriptedModel;
import dev.podd.permission.GivenRules;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.Secrets;
import dev.podd.turn.TurnServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Pods over a real folder, with a scripted model, a log in memory, and a person who answers by script. */
final class PodsBench implements AutoCloseable {
    final Path folder;
    final ScriptedModel model = new ScriptedModel();
    /** The model that is called small. */
    final ScriptedModel small = new ScriptedModel();
    final SessionStore store = new InMemorySessionStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    final List<Question> questions = Collections.synchronizedList(new ArrayList<>());
    final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    final List<PodEvent> events = Collections.synchronizedList(new ArrayList<>());
    /** Whether no log takes an entry. */
    volatile boolean isFull;
    /** Whether a bug keeps a log from taking the end of a turn. */
    volatile boolean losesEnds;
    volatile Instant now = Instant.parse("2026-02-03T04:05:06Z");
    /** Of which tests of MCP servers have one. */
    volatile ToolServers toolServers = wanted -> {
        throw new AssertionError("the manifest names servers");
    };
    private final Person person = this::answer;
    private final AtomicInteger ids = new AtomicInteger();
    final ProcessGuard guard = new ProcessGuard(String.valueOf(System.getenv("PATH")));
    final Secrets secrets = new Secrets();
    private final Path home;
    private final List<Pods> opened = new ArrayList<>();

    PodsBench(Path temp) throws IOException {
        this.folder = Files.createDirectories(temp.toRealPath().resolve("work"));
        this.home = Files.createDirectories(temp.toRealPath().resolve("home"));
    }

    /** As after a new start of the process: nothing but the store is the same. */
    Pods pods() {
        Pods pods = new Pods(new PodServices(() -> isFull || losesEnds ? faulty() : store, new ManifestLoader(home),
                new TrustStore(trustFile()),
                new GivenRules(home.resolve("permissions.json"), Clock.systemUTC(),
                        () -> "rule-" + ids.incrementAndGet()),
                (choice, editors) -> "small".equals(choice.settings().model()) ? small : model,
                wanted -> toolServers.connect(wanted),
                declared -> new FetchTool(new FetchSettings(declared.privateHosts(), declared.timeout()),
                        FetchTool.threads()),
                guard,
                secrets, new Keychain(home.resolve("keys.json"), "Linux"),
                session -> home.resolve("sessions").resolve(session).resolve("outputs"),
                services(), new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw new UnsupportedOperationException();
                    }
                },
                () -> "session-" + ids.incrementAndGet(), () -> "pod-" + ids.incrementAndGet(), false, "Linux"));
        opened.add(pods);
        return pods;
    }

    /** The store, whose logs do not take each entry. */
    private SessionStore faulty() {
        return proxy(SessionStore.class, store);
    }

    /** Passes calls on; what {@code open} returns does not append what it may not. */
    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                if (method.getName().equals("append")) {
                    refuse((List<?>) args[1]);
                }
                Object result = method.invoke(target, args);
                return result instanceof SessionLog log && method.getName().equals("open")
                        ? proxy(SessionLog.class, log)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private void refuse(List<?> entries) {
        if (isFull) {
            throw new StoreFailedException(StoreFailedException.Reason.FULL, "there is no room", null);
        }
        if (losesEnds && entries.stream().anyMatch(Entry.TurnEnded.class::isInstance)) {
            throw new IllegalStateException("a bug");
        }
    }

    Path trustFile() {
        return home.resolve("trust.json");
    }

    private TurnServices services() {
        return new TurnServices(System::nanoTime, () -> 0.0, duration -> {
            if (List.of("open-text", "compaction-limit").contains(Thread.currentThread().getName())) {
                new CountDownLatch(1).await();
            }
        }, letter -> letter + ids.incrementAndGet(), (where, bug) -> new TurnError("internal", where + ": " + bug));
    }

    OpenRequest request() {
        return new OpenRequest(folder, null, null, null, true, client());
    }

    Pod open(Pods pods, OpenRequest request) {
        Pod pod = pods.open(request);
        pod.watch(null, events::add);
        pod.attach(Window.of(person));
        return pod;
    }

    Person person() {
        return person;
    }

    Client client() {
        return new Client("a test", Map.of("PATH", String.valueOf(System.getenv("PATH"))));
    }

    private Optional<Answer> answer(Question question) {
        questions.add(question);
        return Optional.of(answers.isEmpty() ? Answer.REJECTED : answers.removeFirst());
    }

    static Answer allow(Option.Kind kind) {
        return new Answer(kind, null);
    }

    static List<Part> text(String text) {
        return List.of(new Part.Text(text));
    }

    void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <E extends Event> List<E> events(Class<E> type) {
        return List.copyOf(events).stream().map(PodEvent::event).filter(type::isInstance).map(type::cast).toList();
    }

    static List<String> results(Pod pod) {
        return pod.snapshot().history().stream().filter(Item.ToolResult.class::isInstance)
                .map(item -> ((Item.ToolResult) item).outcome() + " " + ((Item.ToolResult) item).summary()).toList();
    }

    @Override
    public void close() {
        opened.forEach(Pods::close);
        guard.close();
    }
}
