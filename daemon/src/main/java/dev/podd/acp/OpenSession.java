package dev.podd.acp;

import dev.podd.language.LanguageServers;
import dev.podd.pod.Pod;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.Window;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A session that the client has open: its Pod, what the client gets of it, who is asked there. Safe on every thread. */
final class OpenSession {
    private final String id;
    private final Path folder;
    private final Pod pod;
    private final AcpPerson person;
    private final Window window;
    private final Updates updates;
    private final AtomicReference<@Nullable RunningTurn> turn = new AtomicReference<>();
    private final AtomicBoolean wasAskedForTrust = new AtomicBoolean();

    /**
     * @param id     as the client knows it; the Pod may go on in another when somebody else has written into this one
     * @param folder that it works in
     */
    OpenSession(String id, Path folder, Pod pod, AcpClient client) {
        this.id = id;
        this.folder = folder;
        this.pod = pod;
        this.person = new AcpPerson(client, id, pod);
        this.window = new Window(person, new AcpDocuments(client, id), LanguageServers.NONE);
        this.updates = new Updates(client, id, pod);
    }

    String id() {
        return id;
    }

    Path folder() {
        return folder;
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

    /** Whether the person was not asked here yet whether they trust the folder; they are from now on. */
    boolean asksForTrust() {
        return wasAskedForTrust.compareAndSet(false, true);
    }

    /** The client gets no more of it. What runs goes on. */
    void leave() {
        updates.close();
        pod.detach(window);
    }
}
