package dev.podd.acp;

import dev.podd.acp.wire.SessionUpdate.Command;
import dev.podd.language.LanguageServers;
import dev.podd.pod.Pod;
import dev.podd.pod.PodState;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A session that the client has open: its Pod, what the client gets of it, who is asked there. Safe on every thread. */
final class OpenSession {
    /** For a turn to end that was cancelled. */
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(10);

    private final String id;
    private final SessionPlace place;
    private final Pod pod;
    private final AcpClient client;
    private final AcpPerson person;
    private final Window window;
    private final Updates updates;
    private final AtomicReference<@Nullable RunningTurn> turn = new AtomicReference<>();
    private final AtomicReference<List<Command>> commands = new AtomicReference<>(List.of());
    /** Messages of the client, which it shows already. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private volatile boolean wasAskedForTrust;

    /** @param id as the client knows it; the Pod may go on in another when somebody else has written into this one */
    OpenSession(String id, SessionPlace place, Pod pod, AcpClient client) {
        this.id = id;
        this.place = place;
        this.pod = pod;
        this.client = client;
        this.person = new AcpPerson(client, id, pod);
        this.window = new Window(person, new AcpDocuments(client, id), LanguageServers.NONE);
        this.updates = new Updates(client, id, pod, said::contains);
    }

    String id() {
        return id;
    }

    SessionPlace place() {
        return place;
    }

    /** That it works in. */
    Path folder() {
        return place.folder();
    }

    Pod pod() {
        return pod;
    }

    AcpPerson person() {
        return person;
    }

    Window window() {
        return window;
    }

    Updates updates() {
        return updates;
    }

    /** The turn that a prompt of this client has begun and that runs. */
    AtomicReference<@Nullable RunningTurn> turn() {
        return turn;
    }

    /** The client says a message, which need not be told to it. */
    void says(String message) {
        said.add(message);
    }

    /** The client need not be told of it any more. */
    void hasSaid(String message) {
        said.remove(message);
    }

    /** A word of Podd's own to the person. */
    void note(String words) {
        EventToUpdates.note(client, words).forEach(update -> client.tell(id, update));
    }

    /** Whether these are other commands than the client was told last. */
    boolean isNew(List<Command> now) {
        return !now.equals(commands.getAndSet(now));
    }

    /** Whether the person may be asked if they trust the folder: until they have seen the question once. */
    boolean asksForTrust() {
        return !wasAskedForTrust;
    }

    void wasAskedForTrust() {
        wasAskedForTrust = true;
    }

    /** Cancels what runs here, and waits for its end; not what another window has before it too. */
    void stop() throws InterruptedException {
        RunningTurn mine = turn.get();
        if (pod.isAloneWith(window)) {
            pod.cancel();
        } else if (mine == null) {
            return;
        } else {
            mine.cancel();
        }
        long end = System.nanoTime() + ENDING.toNanos();
        while (pod.state() == PodState.RUNNING && System.nanoTime() < end) {
            Thread.sleep(STEP);
        }
    }

    /** The client gets no more of it. What runs goes on. */
    void leave() {
        updates.close();
        pod.detach(window);
    }
}
