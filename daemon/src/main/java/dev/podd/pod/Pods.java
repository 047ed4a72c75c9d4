package dev.podd.pod;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.ImportedSession;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.ManifestException;
import dev.podd.workspace.OutputFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All Pods of this process, and the store that holds their sessions. Safe on every thread. */
public final class Pods implements AutoCloseable {
    private final Surroundings world;
    private final PodFactory factory;
    private final Map<String, PodFactory.Made> open = new ConcurrentHashMap<>();
    /** Two requests for one stored session get one Pod: the second waits for the first. */
    private final ReentrantLock restoring = new ReentrantLock();

    public Pods(Surroundings world) {
        this.world = world;
        this.factory = new PodFactory(world);
    }

    /**
     * Opens a Pod: a new one with a new session, or the one that has the session open, or one restored from the log.
     *
     * @throws dev.podd.manifest.ManifestException   the manifest does not hold
     * @throws dev.podd.log.SessionNotFoundException never run, or unknown
     * @throws dev.podd.log.LogException             the session or the store cannot be read
     * @throws PodException.PodBusy                  the session is open with another overlay
     */
    public Pod open(OpenRequest request) {
        return openOrJoin(request).pod();
    }

    /** Like {@link #open}, and says whether the Pod was open before. */
    public Opened openOrJoin(OpenRequest request) {
        String session = request.session();
        if (session == null) {
            return new Opened(make(request, world.sessionIds().get()), true);
        }
        restoring.lock();
        try {
            Optional<PodFactory.Made> made = holding(session);
            return made.isPresent() ? new Opened(sameOverlay(made.get(), request), false)
                    : new Opened(make(request, session), true);
        } finally {
            restoring.unlock();
        }
    }

    /** @throws PodException.PodNotFound it is not open */
    public Pod pod(String id) {
        return made(id).pod();
    }

    public List<Pod> all() {
        return open.values().stream().map(PodFactory.Made::pod).toList();
    }

    /** Sessions, also those that no Pod has open. */
    public SessionStore sessions() {
        return world.sessions().get();
    }

    /**
     * Reads a Pod's manifest anew with another overlay; in the middle of a turn it takes hold at the turn's end. A
     * manifest that fails leaves the Pod as it was.
     */
    public Pod configure(String id, @Nullable String overlay) {
        PodFactory.Made made = made(id);
        apply(made, made.request().with(overlay, made.isTrusted().get()));
        return made.pod();
    }

    /**
     * Takes a Pod's session back to an earlier entry of it; the session keeps its id, and nothing of its log is lost.
     *
     * @param files whether files come back too, as far as the session's tools changed them
     * @throws PodException.PodBusy                a turn runs
     * @throws dev.podd.log.EntryNotFoundException the session has no such entry
     */
    public Rewound rewind(String id, String to, boolean files) {
        PodFactory.Made made = made(id);
        return made.pod().rewind(to, sessions(), files ? made.workspace() : null);
    }

    /**
     * Makes a new session that goes on from an entry of another, open or not.
     *
     * @param at null for its head
     */
    public String fork(String session, @Nullable String at) {
        String fork = world.sessionIds().get();
        SessionPoint from = sessions().fork(session, at, fork);
        outputs(session).shareWith(outputs(fork), PodFactory.callsOf(from.state().history()));
        return fork;
    }

    private OutputFolder outputs(String session) {
        return new OutputFolder(world.outputs().apply(session));
    }

    /** Gives a session a title, whether a Pod has it open or not. */
    public void rename(String session, String title) {
        Optional<PodFactory.Made> made = holding(session);
        if (made.isPresent()) {
            made.get().pod().rename(title);
            return;
        }
        try (SessionLog log = sessions().open(session)) {
            log.append(log.head(), List.of(new Entry.Title(title)), Durability.NOW);
        }
    }

    /**
     * Takes a session away with all that it holds.
     *
     * @throws PodException.PodBusy a Pod has it open, whether it runs or not: its person is there still
     */
    public void delete(String session) {
        holding(session).ifPresent(made -> {
            throw new PodException.PodBusy("session " + session + " is open in Pod " + made.pod().id()
                    + "; close that first");
        });
        sessions().delete(session);
    }

    /**
     * Keeps a session that was exported, as a new one.
     *
     * @param otherwise URI of the workspace folder of a session whose lines name none
     */
    public String add(String lines, String otherwise) {
        String session = world.sessionIds().get();
        sessions().add(session, ImportedSession.of(lines, otherwise));
        return session;
    }

    /**
     * Keeps whether the person trusts a folder; open Pods of it take it up with their next turn.
     *
     * @throws StoreFailedException the answer cannot be kept; nothing has changed
     */
    public void trust(Path workspaceFolder, boolean trusted) {
        try {
            world.trust().trust(workspaceFolder, trusted);
        } catch (UncheckedIOException e) {
            throw StoreFailedException.writing(String.valueOf(e.getMessage()), e);
        }
        List<PodFactory.Made> there = open.values().stream()
                .filter(made -> made.request().workspaceFolder().equals(workspaceFolder)).toList();
        there.forEach(made -> made.isTrusted().set(trusted));
        for (PodFactory.Made made : there) {
            try {
                apply(made, made.request().with(made.request().overlay(), trusted));
            } catch (ManifestException invalid) {
                made.pod().warn("the manifest was not read anew: " + invalid.getMessage());
            }
        }
    }

    /** What the person has said of a folder; empty when never asked. */
    public Optional<Boolean> trusted(Path workspaceFolder) {
        return world.trust().answer(workspaceFolder);
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

    private void apply(PodFactory.Made made, OpenRequest request) {
        Loaded loaded = factory.load(request);
        made.pod().configure(made.setups().make(loaded, request), loaded.scope());
        open.computeIfPresent(made.pod().id(), (id, same) -> made.with(request));
    }

    private Pod make(OpenRequest request, String session) {
        String[] id = new String[1];
        PodFactory.Made made = factory.make(request, session, this::otherWriter, () -> open.remove(id[0]));
        id[0] = made.pod().id();
        open.put(made.pod().id(), made);
        return made.pod();
    }

    private PodFactory.Made made(String id) {
        PodFactory.Made made = open.get(id);
        if (made == null) {
            throw new PodException.PodNotFound(id);
        }
        return made;
    }

    private Optional<PodFactory.Made> holding(String session) {
        return open.values().stream().filter(made -> made.pod().session().equals(session)).findFirst();
    }

    private static Pod sameOverlay(PodFactory.Made made, OpenRequest request) {
        if (request.overlay() != null && !Objects.equals(request.overlay(), made.request().overlay())) {
            throw new PodException.PodBusy("session " + request.session() + " is open in Pod " + made.pod().id()
                    + " with another overlay; change that with pod/configure");
        }
        made.pod().person(request.person());
        return made.pod();
    }

    /** A word about another Pod that may write where this one is about to. */
    private String otherWriter(Pod writer) {
        return all().stream().filter(other -> other != writer && sharesTree(other, writer)).findFirst()
                .map(other -> "another Pod (" + other.id() + ", session " + other.session()
                        + ") may change files of the same tree")
                .orElse("");
    }

    private static boolean sharesTree(Pod one, Pod other) {
        return one.scope().writable().stream().anyMatch(root -> other.scope().writable().stream()
                .anyMatch(its -> root.startsWith(its) || its.startsWith(root)));
    }
}
