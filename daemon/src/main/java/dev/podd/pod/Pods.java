package dev.podd.pod;

import dev.podd.change.ChangeLog;
import dev.podd.change.Changes;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.ImportedSession;
import dev.podd.log.LogException;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestInvalid;
import dev.podd.manifest.ManifestProblem;
import dev.podd.manifest.TrustNotKept;
import dev.podd.permission.GivenRules;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.workspace.FileFinder;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Workspace;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All Pods of this process, and the store that holds their sessions. Safe on every thread. */
public final class Pods implements AutoCloseable {
    /** For one look at files on which a request waits. */
    static final Duration LOOK = Duration.ofSeconds(30);
    /** Many, since a look that waits must not keep out another Pod's; each thread ends with its request, unless it hangs. */
    private static final int MAX_LOOKS = 256;

    private static final System.Logger LOG = System.getLogger(Pods.class.getName());

    private final PodServices services;
    private final PlatformWork threads = new PlatformWork(LOOK, MAX_LOOKS, MAX_LOOKS);
    private final FileFinder finder = new FileFinder();
    private final PodFactory factory;
    private final Map<String, PodFactory.Made> open = new ConcurrentHashMap<>();
    private final List<Consumer<String>> configured = new CopyOnWriteArrayList<>();
    /** Two requests for one stored session get one Pod: the second waits for the first. */
    private final OneAtATime sessionWork = new OneAtATime();
    private final Reviews reviews;
    private final PodDocuments documents;

    public Pods(PodServices services) {
        this.services = services;
        PathLocks locks = new PathLocks();
        Editors editors = new Editors();
        ChangeLog logs = new SessionChangeLog(services.sessions(), sessionWork,
                session -> holding(session).map(PodFactory.Made::pod));
        this.reviews = new Reviews(new Changes(logs, file -> alone(file, locks, editors), locks, services.clock(),
                services.sessionIds(), this::warnAll), editors, locks::written);
        this.factory = new PodFactory(services, threads, locks, reviews.notes());
        this.documents = new PodDocuments(this::made, threads);
    }

    /** Tells whoever has a Pod before them. */
    private void warnAll(String message) {
        LOG.log(System.Logger.Level.INFO, message);
        all().forEach(pod -> pod.warn(message));
    }

    /** Where one file may be read and written, and nothing else. */
    private static Workspace alone(Path file, PathLocks locks, Editors editors) {
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        return new Workspace(folder, () -> Scope.writable(file), locks, new OutputFolder(file), editors);
    }

    /** What agents changed in files and the person has neither kept nor undone. */
    public Reviews reviews() {
        return reviews;
    }

    /**
     * Opens a Pod: a new one with a new session, or the one that has the session open, or one restored from the log.
     *
     * @throws dev.podd.manifest.ManifestException   the manifest does not hold
     * @throws dev.podd.log.SessionNotFoundException never run, or unknown
     * @throws dev.podd.log.LogException             the session or the store cannot be read
     * @throws PodException.PodBusy                  the session is open with another overlay
     * @throws dev.podd.thread.WorkStoppedException  the file system does not answer, or the caller was interrupted
     */
    public Pod open(OpenRequest request) {
        return openOrJoin(request).pod();
    }

    /** Like {@link #open}, and says whether the Pod was open before. */
    public Opened openOrJoin(OpenRequest request) {
        String session = request.session();
        if (session == null) {
            return new Opened(make(request, services.sessionIds().get()), true);
        }
        return sessionWork.run(session, () -> {
            Optional<PodFactory.Made> made = holding(session);
            return made.isPresent() ? new Opened(joined(made.get(), request), false)
                    : new Opened(make(request, session), true);
        });
    }

    /**
     * Opens a Pod with a model that the person chose, or has the Pod that has the session open ask that model: in the middle
     * of a turn from its end on.
     *
     * @param request its overlay does not count
     * @param model   null for the one that the Pod has, or its manifest names
     */
    public Pod openWith(OpenRequest request, @Nullable ModelName model) {
        String session = request.session();
        boolean isOpen = session != null && holding(session).isPresent();
        Pod pod = open(request.with(model == null || isOpen ? null : model.over(null), request.trusted()));
        if (model != null) {
            choose(pod.id(), model);
        }
        return pod;
    }

    /**
     * Has a Pod ask another model, in the middle of a turn from its end on. Nothing changes where it asks that already.
     *
     * @param model null for the one that its manifest names
     */
    public void choose(String pod, @Nullable ModelName model) {
        String now = made(pod).request().overlay();
        String wanted = model == null ? ModelName.noneIn(now) : model.over(now);
        if (!isSame(Objects.requireNonNullElse(wanted, "{}"), now)) {
            var _ = configure(pod, wanted);
        }
    }

    /**
     * Opens a Pod that a process had which has ended: under its old id, its events numbered on from there.
     *
     * @param request  with its session, which is begun anew if it never ran
     * @param lastSeq  number of the last event that the caller has seen
     * @param turnOpen whether the caller has seen a turn begin and not end
     * @throws PodException.PodBusy the session is open in a Pod of another id
     */
    public Pod reopen(OpenRequest request, String pod, long lastSeq, boolean turnOpen) {
        String session = Objects.requireNonNull(request.session());
        return sessionWork.run(session, () -> {
            Pod found = holding(session).map(made -> joined(made, request))
                    .orElseGet(() -> makeAgain(request, session, new PodFactory.Place(pod, lastSeq)));
            if (!found.id().equals(pod)) {
                throw new PodException.PodBusy("session " + session + " is open in Pod " + found.id() + " meanwhile");
            }
            found.revive(lastSeq, turnOpen);
            return found;
        });
    }

    private Pod makeAgain(OpenRequest request, String session, PodFactory.Place place) {
        try {
            return make(request, session, place);
        } catch (SessionNotFoundException neverRun) {
            return makeNamed(request.withoutSession(), session, place, neverRun);
        }
    }

    private Pod makeNamed(OpenRequest request, String session, PodFactory.Place place,
            SessionNotFoundException neverRun) {
        try {
            return make(request, session, place);
        } catch (IllegalArgumentException noName) {
            throw neverRun; // nothing was ever called so
        }
    }

    /** Closes Pods that do nothing and have had no window for so long; who opens such a session restores it. */
    public void closeUnwatched(Duration time) {
        for (Pod pod : all()) {
            closeUnwatched(pod, time);
        }
    }

    /** Closes a Pod if it does nothing and has had no window for so long. */
    public void closeUnwatched(Pod pod, Duration time) {
        try {
            sessionWork.run(pod.session(), () -> {
                if (open.containsKey(pod.id()) && pod.isUnwatched(time)) {
                    pod.close();
                }
                return pod;
            });
        } catch (PodException.PodNotFound closedMeanwhile) {
            // whoever closed it was faster
        } catch (LogException failed) {
            LOG.log(System.Logger.Level.WARNING, "Pod " + pod.id() + " was not closed as it should", failed);
        }
    }

    /** Whether a Pod does something that an end of this process would cut off. */
    public boolean areWorking() {
        return all().stream().anyMatch(Pod::isWorking);
    }

    /**
     * With what a Pod would be opened to be as it is now.
     *
     * @throws PodException.PodNotFound it is not open
     */
    public OpenRequest request(String id) {
        return made(id).request();
    }

    /**
     * Tells the id of each Pod whose request has changed.
     *
     * @param listener called on the thread that changed it; returns at once
     * @return ends it
     */
    public Subscription whenConfigured(Consumer<String> listener) {
        configured.add(listener);
        return () -> configured.remove(listener);
    }

    /** @throws PodException.PodNotFound it is not open */
    public Pod pod(String id) {
        return made(id).pod();
    }

    public List<Pod> all() {
        return open.values().stream().map(PodFactory.Made::pod).toList();
    }

    /**
     * Finds files of a folder by what a person remembers of their paths; those that the person or a Pod used lately come
     * first.
     *
     * @param query words, of which the letters of each come in that order; blank for the files used lately
     * @param open  files that an editor has open, the one changed last first; none of them needs to be on the disk
     * @throws dev.podd.workspace.WorkspaceException                   there is no such folder
     * @throws dev.podd.thread.WorkStoppedException the file system does not answer
     */
    public List<FileFinder.Found> findFiles(Path folder, String query, int limit, List<Path> open)
            throws InterruptedException {
        List<Path> touched = all().stream().flatMap(pod -> pod.snapshot().recentFiles().stream()).toList();
        return finder.find(folder, query, limit, open, touched);
    }

    /**
     * The models and manifests that a person may choose from. Asks no server, and the client's editor for its models.
     *
     * @param request for the folder and the environment; its manifest and overlay do not count
     */
    public ModelChoice choices(OpenRequest request) {
        return threads.get("reading manifests", request.workspaceFolder().toString(),
                () -> new ModelChoices(services).of(request));
    }

    /**
     * The prompts of the MCP servers of a folder: of the Pods that are open there, and of the servers that its manifest
     * names as far as they are known from an earlier time. Starts none.
     *
     * @param request for the folder and the environment; its manifest and overlay do not count
     */
    public List<PromptOffer> prompts(OpenRequest request) {
        Map<String, PromptOffer> byName = new TreeMap<>();
        try {
            Loaded loaded = factory.load(request);
            Path folder = request.trusted() ? loaded.workingDirectory()
                    : Path.of(request.client().environment().getOrDefault("HOME", "/"));
            threads.get("reading what servers have", folder.toString(), () -> services.toolServers()
                    .knownPrompts(loaded.manifest().mcp(), request.client().environment(), folder))
                    .stream().map(PromptOffer::of).forEach(each -> byName.put(each.command(), each));
        } catch (ManifestException invalid) {
            // told when a Pod is opened
        }
        all().stream().filter(pod -> pod.snapshot().workspaceFolder().equals(request.workspaceFolder()))
                .flatMap(pod -> pod.prompts().stream()).forEach(each -> byName.put(each.command(), each));
        return List.copyOf(byName.values());
    }

    /** Files as open Pods see them, for what an editor does in their name. */
    public PodDocuments documents() {
        return documents;
    }

    /** Rules that the person gave with answers to questions. */
    public GivenRules givenRules() {
        return services.given();
    }

    /** Sessions, also those that no Pod has open. */
    public SessionStore sessions() {
        return services.sessions().get();
    }

    /**
     * Reads a Pod's manifest anew with another overlay; in the middle of a turn it takes hold at the turn's end. A
     * manifest that fails leaves the Pod as it was.
     */
    public Pod configure(String id, @Nullable String overlay) {
        return apply(id, request -> request.with(overlay, request.trusted()));
    }

    /** The files that a Pod would be set up from, as they lie on the disk now. */
    public SetupFiles files(OpenRequest request) {
        return factory.files(request);
    }

    /**
     * Begins to take a Pod's session back to an earlier entry of it; the session keeps its id, and nothing of its log is lost.
     *
     * @param files whether files come back too, as far as the session's tools changed them
     * @throws PodException.PodBusy                a turn runs
     * @throws dev.podd.log.EntryNotFoundException the session has no such entry
     */
    public RunningRewind rewind(String id, String to, boolean files) {
        PodFactory.Made made = made(id);
        return made.pod().rewinds().begin(to, sessions(), files ? made.workspace() : null);
    }

    /**
     * Begins to find out what {@link #rewind} would do to files now; nothing is done.
     *
     * @throws PodException.PodBusy                a turn runs
     * @throws dev.podd.log.EntryNotFoundException the session has no such entry
     */
    public RunningRewind previewRewind(String id, String to, boolean files) {
        PodFactory.Made made = made(id);
        return made.pod().rewinds().preview(to, sessions(), files ? made.workspace() : null);
    }

    /**
     * Makes a new session that goes on from an entry of another, open or not.
     *
     * @param at null for its head
     */
    public String fork(String session, @Nullable String at) {
        String fork = services.sessionIds().get();
        SessionPoint from = sessions().fork(session, at, fork);
        outputs(session).shareWith(outputs(fork), PodFactory.callsOf(from.state().history()));
        return fork;
    }

    private OutputFolder outputs(String session) {
        return new OutputFolder(services.outputs().apply(session));
    }

    /** Gives a session a title, whether a Pod has it open or not. */
    public void rename(String session, String title) {
        sessionWork.run(session, () -> {
            Optional<PodFactory.Made> made = holding(session);
            if (made.isPresent()) {
                made.get().pod().rename(title);
                return session;
            }
            try (SessionLog log = sessions().open(session)) {
                log.append(log.head(), List.of(new Entry.Title(title)), Durability.NOW);
                return session;
            }
        });
    }

    /**
     * Takes a session away with all that it holds.
     *
     * @throws PodException.PodBusy a Pod has it open that runs, or that somebody has before them
     */
    public void delete(String session) {
        sessionWork.run(session, () -> {
            holding(session).ifPresent(made -> {
                if (made.pod().isUnwatched(Duration.ZERO)) {
                    made.pod().close();
                    return;
                }
                throw new PodException.PodBusy("session " + session + " is open in Pod " + made.pod().id()
                        + "; close that first");
            });
            sessions().delete(session);
            services.given().forget(session);
            return session;
        });
    }

    /**
     * Keeps a session that was exported, as a new one.
     *
     * @param lines     read to their end, on this thread
     * @param otherwise URI of the workspace folder of a session whose lines name none
     */
    public String add(Reader lines, String otherwise) {
        String session = services.sessionIds().get();
        sessions().add(session, new ImportedSession(lines, otherwise));
        return session;
    }

    /**
     * Keeps whether the person trusts a folder; open Pods of it take it up with their next turn.
     *
     * @throws StoreFailedException the answer cannot be kept; nothing has changed
     */
    public void trust(Path workspaceFolder, boolean trusted) {
        try {
            threads.get("trusting", workspaceFolder.toString(), () -> {
                services.trust().trust(workspaceFolder, trusted);
                return trusted;
            });
        } catch (TrustNotKept e) {
            throw StoreFailedException.writing(String.valueOf(e.getMessage()), e);
        }
        List<PodFactory.Made> there = open.values().stream()
                .filter(made -> made.request().workspaceFolder().equals(workspaceFolder)).toList();
        there.forEach(made -> made.isTrusted().set(trusted));
        for (PodFactory.Made made : there) {
            try {
                apply(made.pod().id(), request -> request.with(request.overlay(), trusted));
            } catch (ManifestException invalid) {
                made.pod().warn("the manifest was not read anew: " + invalid.getMessage());
            } catch (PodException.PodNotFound closed) {
                // the Pod was closed meanwhile
            }
        }
    }

    /** What the person has said of a folder; empty when never asked. */
    public Optional<Boolean> trusted(Path workspaceFolder) {
        return threads.get("looking for the trust", workspaceFolder.toString(),
                () -> services.trust().answer(workspaceFolder));
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Pod pod : all()) {
            try {
                pod.close();
            } catch (PodException.PodNotFound gone) {
                // whoever closed it was faster
            } catch (RuntimeException one) {
                failure = one;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Changes a Pod's request and gives the Pod the setup that follows from it. Of two changes neither is lost. */
    private Pod apply(String id, UnaryOperator<OpenRequest> change) {
        while (true) {
            PodFactory.Made current = made(id);
            OpenRequest request = change.apply(current.request());
            Loaded loaded = factory.load(request);
            refuseOtherFolder(current, loaded);
            PodFactory.Made next = current.with(request);
            Setup setup = current.setups().make(loaded, request);
            if (!open.replace(id, current, next)) {
                setup.close();
                continue;
            }
            configure(current.pod(), setup, loaded.scope(), next.generation());
            configured.forEach(listener -> listener.accept(id));
            return current.pod();
        }
    }

    private static void configure(Pod pod, Setup setup, Scope scope, long generation) {
        try {
            pod.configure(setup, scope, generation);
        } catch (PodException.PodNotFound closedMeanwhile) {
            setup.close();
            throw closedMeanwhile;
        }
    }

    /** Tools, scope and prompt of an open Pod all stand on its working directory. */
    private static void refuseOtherFolder(PodFactory.Made made, Loaded loaded) {
        Path now = made.workspace().workingDirectory();
        if (!loaded.workingDirectory().equals(now)) {
            throw new ManifestInvalid(List.of(new ManifestProblem("overlay", 1, 1, 1, 1, ManifestProblem.Severity.ERROR,
                    "pod.pwd: an open Pod stays in its folder " + now + "; to work in " + loaded.workingDirectory()
                            + " open another")));
        }
    }

    private Pod make(OpenRequest request, String session) {
        return make(request, session, new PodFactory.Place(services.podIds().get(), 0));
    }

    private Pod make(OpenRequest request, String session, PodFactory.Place place) {
        PodFactory.Made[] self = new PodFactory.Made[1];
        PodFactory.Made made = factory.make(request, session, place, this::otherWriter,
                () -> open.computeIfPresent(place.pod(), (id, now) -> isSamePod(now, self[0]) ? null : now));
        self[0] = made;
        if (open.putIfAbsent(place.pod(), made) != null) {
            made.pod().close();
            throw new PodException.PodBusy("Pod " + place.pod() + " is open with another session");
        }
        return made.pod();
    }

    private static boolean isSamePod(PodFactory.Made one, PodFactory.@Nullable Made other) {
        return other != null && one.pod() == other.pod();
    }

    private PodFactory.Made made(String id) {
        PodFactory.Made made = open.get(id);
        if (made == null) {
            throw new PodException.PodNotFound(id);
        }
        return made;
    }

    /** The Pod that has a session open; one that is being closed is waited for, and has it no more. */
    private Optional<PodFactory.Made> holding(String session) {
        while (true) {
            Optional<PodFactory.Made> made = open.values().stream()
                    .filter(each -> each.pod().session().equals(session)).findFirst();
            if (made.isEmpty() || !made.get().pod().isClosing()) {
                return made;
            }
            made.get().pod().awaitClosed();
        }
    }

    private static Pod joined(PodFactory.Made made, OpenRequest request) {
        if (request.overlay() != null && !isSame(request.overlay(), made.request().overlay())) {
            throw new PodException.PodBusy("session " + request.session() + " is open in Pod " + made.pod().id()
                    + " with another overlay; change that with pod/configure");
        }
        String manifest = request.manifest();
        if (manifest != null && !manifest.equals(made.request().manifest())) {
            made.pod().warn("session " + request.session() + " is open already: manifest " + manifest
                    + " was not read for it");
        }
        made.pod().expectWindow();
        return made.pod();
    }

    /** Whether two overlays hold the same, in whatever order their keys stand; none is an empty one. */
    private static boolean isSame(String one, @Nullable String other) {
        String second = Objects.requireNonNullElse(other, "{}");
        try {
            return Json.read(one).equals(Json.read(second));
        } catch (JsonException unreadable) {
            return one.equals(second);
        }
    }

    /** A word about another Pod that may write where this one is about to; one without tools writes only where told. */
    private String otherWriter(Pod writer) {
        return all().stream()
                .filter(other -> other != writer && !other.snapshot().tools().isEmpty() && sharesTree(other, writer))
                .findFirst()
                .map(other -> "another Pod (" + other.id() + ", session " + other.session()
                        + ") may change files of the same tree")
                .orElse("");
    }

    private static boolean sharesTree(Pod one, Pod other) {
        return one.scope().writable().stream().anyMatch(root -> other.scope().writable().stream()
                .anyMatch(its -> root.startsWith(its) || its.startsWith(root)));
    }
}
