package dev.podd.acp;

import dev.podd.acp.wire.SessionUpdate;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.jsonrpc.Stream;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import dev.podd.pod.PodSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happens in one session on its way to the client, put into words when the client can take it. */
final class Updates implements Stream {
    static final String METHOD = "session/update";

    private final AcpClient client;
    private final String session;
    private final Pod pod;
    /** Whether the client has said a message of that id itself. */
    private final Predicate<String> isOwn;
    private final EventToUpdates encoder;
    /** Of the event that was fetched last; the writer's thread only. */
    private final Deque<SessionUpdate> left = new ArrayDeque<>();
    private volatile @Nullable EventCursor events;
    private volatile boolean isClosed;
    /** Of the person, as far as the client knows. */
    private volatile @Nullable String lastInput;

    Updates(AcpClient client, String session, Pod pod, Predicate<String> isOwn) {
        this.isOwn = isOwn;
        this.client = client;
        this.session = session;
        this.pod = pod;
        this.encoder = new EventToUpdates(client, pod.snapshot().workingDirectory());
    }

    /** Begins with what happens from here on. */
    void begin(long afterSeq) {
        lastInput = newestInput().map(Item.Message::id).orElse(null);
        EventCursor now = pod.events(afterSeq, this::wake);
        events = now;
        if (isClosed) {
            now.close();
        } else {
            wake();
        }
    }

    private void wake() {
        client.connection().wake(METHOD, this);
    }

    @Override
    public long last() {
        EventCursor now = events;
        return now == null ? 0 : now.last();
    }

    @Override
    public @Nullable Object next(long upTo) {
        EventCursor now = events;
        while (left.isEmpty() && now != null) {
            PodEvent event = now.next(upTo);
            if (event == null) {
                return null;
            }
            left.addAll(updates(event.event()));
        }
        SessionUpdate update = left.poll();
        return update == null ? null : new SessionUpdate.Notification(session, update);
    }

    /** What another window says is news to the client. */
    private List<SessionUpdate> updates(Event event) {
        if (event instanceof Event.TurnStarted) {
            return input();
        }
        return event instanceof Event.Steered steered && isOwn.test(steered.item().id()) ? List.of()
                : encoder.updates(event);
    }

    /** What the turn has begun with; nothing where it goes on with what was said before. */
    private List<SessionUpdate> input() {
        Optional<Item.Message> input = newestInput();
        String id = input.map(Item.Message::id).orElse(null);
        boolean isKnown = id == null || id.equals(lastInput) || isOwn.test(id);
        lastInput = id;
        return isKnown ? List.of() : ItemToUpdates.said(input.get());
    }

    private Optional<Item.Message> newestInput() {
        PodSnapshot snapshot = pod.snapshot();
        return snapshot.history().reversed().stream().filter(Item.Message.class::isInstance)
                .map(Item.Message.class::cast)
                .filter(message -> message.role() == Role.USER && !snapshot.isOurs(message))
                .findFirst();
    }

    void close() {
        isClosed = true;
        EventCursor now = events;
        if (now != null) {
            now.close();
        }
    }
}
