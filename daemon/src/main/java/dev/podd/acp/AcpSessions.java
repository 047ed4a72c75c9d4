package dev.podd.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.acp.wire.ConnectTypes.Nothing;
import dev.podd.acp.wire.SessionRequests.ConfigOption;
import dev.podd.acp.wire.SessionRequests.ConfigValue;
import dev.podd.acp.wire.SessionRequests.ListSessionsRequest;
import dev.podd.acp.wire.SessionRequests.ListSessionsResponse;
import dev.podd.acp.wire.SessionRequests.McpServer;
import dev.podd.acp.wire.SessionRequests.NewSessionRequest;
import dev.podd.acp.wire.SessionRequests.OldSessionRequest;
import dev.podd.acp.wire.SessionRequests.PlaceNotification;
import dev.podd.acp.wire.SessionRequests.ReopenRequest;
import dev.podd.acp.wire.SessionRequests.SessionInfo;
import dev.podd.acp.wire.SessionRequests.SessionRequest;
import dev.podd.acp.wire.SessionRequests.SessionResponse;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionRequest;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionResponse;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.acp.wire.SessionUpdate.Command;
import dev.podd.acp.wire.SessionUpdate.CommandInput;
import dev.podd.json.Json;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionStore;
import dev.podd.pod.ModelName;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.Pods;
import dev.podd.pod.Subscription;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
import dev.podd.thread.WorkStoppedException;
import dev.podd.workspace.FileUris;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code session/…}: sessions that are kept, and those that the client has open. */
final class AcpSessions {
    private static final int LISTED = 50;
    private static final String MODEL = "model";

    private final AcpClient client;
    private final Supplier<Pods> pods;
    /** Changed with itself held, so that nothing is opened for a client that is gone. */
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();
    private boolean isClosed; // guarded by open
    private volatile @Nullable Subscription configured;

    AcpSessions(AcpClient client, Supplier<Pods> pods) {
        this.client = client;
        this.pods = pods;
    }

    /** @throws dev.podd.jsonrpc.RpcException the client does not have it open */
    OpenSession open(String session) {
        OpenSession found = found(session);
        return isOpen(found.pod()) ? found : openedAgain(found);
    }

    private OpenSession found(String session) {
        OpenSession found = open.get(session);
        if (found == null) {
            throw AcpErrors.notOpen(session);
        }
        return found;
    }

    private boolean isOpen(Pod pod) {
        try {
            return pods.get().pod(pod.id()) == pod;
        } catch (PodException.PodNotFound closed) {
            return false;
        }
    }

    /** Another window has closed the Pod that had it. */
    private OpenSession openedAgain(OpenSession closed) {
        Pod pod = reopened(closed.place(), closed.pod().session(), null);
        OpenSession session = attach(closed.id(), closed.place(), pod);
        begin(session, pod.lastEvent());
        return session;
    }

    Optional<OpenSession> find(String session) {
        return Optional.ofNullable(open.get(session));
    }

    Reply<SessionResponse> create(NewSessionRequest params) {
        SessionPlace place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        Pod pod = pods.get().openOrJoin(place.request(null)).pod();
        return answered(attach(pod.session(), place, pod), true, 0);
    }

    /** All that was said comes before the answer. */
    Reply<SessionResponse> load(OldSessionRequest params) {
        OpenSession session = attachOld(params);
        try {
            Past past = Past.of(session.pod(), pods.get().sessions());
            if (past.left() > 0) {
                session.note(past.left() + " older pieces of the conversation are not shown here; podd sessions show "
                        + session.pod().session() + " shows all");
            }
            client.connection().wake(Updates.METHOD, new Replay<>(session.id(), past.items(), ItemToUpdates::past));
            SessionResponse answer = new SessionResponse(null, options(session));
            return Reply.later(() -> answer).then(() -> begin(session, past.lastSeq())).orElse(() -> abandon(session));
        } catch (RuntimeException failed) {
            abandon(session);
            throw failed;
        }
    }

    /** What was said before is not told. */
    Reply<SessionResponse> resume(OldSessionRequest params) {
        OpenSession session = attachOld(params);
        return answered(session, false, session.pod().lastEvent());
    }

    /** A session that goes on from the end of another. */
    Reply<SessionResponse> fork(OldSessionRequest params) {
        SessionPlace place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        String fork = pods.get().fork(params.sessionId(), null);
        return answered(attach(fork, place, opened(place, fork)), true, 0);
    }

    /** Like {@link #resume}, of a session that another daemon had: one that never ran is begun anew under its id. */
    Reply<SessionResponse> reopen(ReopenRequest params) {
        SessionPlace place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        String now = params.session() == null ? params.sessionId() : params.session();
        OpenSession session = attach(params.sessionId(), place, reopened(place, now, params.pod()));
        return answered(session, false, session.pod().lastEvent());
    }

    /** Under the id of the Pod that had it, which other windows ask for too. */
    private Pod reopened(SessionPlace place, String session, @Nullable String pod) {
        try {
            return pods.get().reopen(place.request(session), pod == null ? "acp-" + session : pod, 0, false);
        } catch (PodException.PodBusy openAlready) {
            return opened(place, session);
        }
    }

    private Reply<SessionResponse> answered(OpenSession session, boolean isNew, long afterSeq) {
        try {
            return Reply.now(new SessionResponse(isNew ? session.id() : null, options(session)))
                    .then(() -> begin(session, afterSeq)).orElse(() -> abandon(session));
        } catch (RuntimeException failed) {
            abandon(session);
            throw failed;
        }
    }

    Reply<ListSessionsResponse> list(ListSessionsRequest params) {
        String folder = params.cwd() == null ? null : FileUris.folder(absolute("cwd", params.cwd()));
        SessionStore.SessionPage page;
        SessionStore sessions = pods.get().sessions();
        try {
            page = sessions.list(new SessionStore.SessionQuery(folder, null, LISTED, params.cursor()));
        } catch (IllegalArgumentException foreign) {
            throw AcpErrors.invalid("cursor: the nextCursor of an earlier session/list is due");
        }
        return Reply.now(new ListSessionsResponse(page.sessions().stream().map(each -> new SessionInfo(each.session(),
                FileUris.path(each.workspace()).map(Path::normalize).map(Path::toString).orElse(each.workspace()),
                each.title(), Instant.ofEpochMilli(each.updatedAt()).toString())).toList(), page.cursor()));
    }

    /** Cancels what runs; the session stays. A turn that runs for another window too is theirs. */
    Reply<Nothing> close(SessionRequest params) {
        OpenSession session = found(params.sessionId());
        return Reply.later(() -> {
            session.stop();
            open.remove(session.id(), session);
            session.leave();
            pods.get().closeUnwatched(session.pod(), Duration.ZERO);
            return new Nothing();
        });
    }

    /** A session that is not there is deleted already. */
    Reply<Nothing> delete(SessionRequest params) {
        OpenSession session = open.get(params.sessionId());
        return Reply.later(() -> {
            if (session != null) {
                session.stop();
                session.pod().detach(session.window());
            }
            try {
                pods.get().delete(params.sessionId());
            } catch (SessionNotFoundException gone) {
                // which is what was wanted
            } catch (RuntimeException notDeleted) {
                if (session != null) {
                    session.pod().attach(session.window());
                }
                throw notDeleted;
            }
            if (session != null) {
                open.remove(session.id(), session);
                session.leave();
            }
            return new Nothing();
        });
    }

    Reply<SetConfigOptionResponse> setOption(SetConfigOptionRequest params) {
        OpenSession session = open(params.sessionId());
        if (!params.configId().equals(MODEL)) {
            throw AcpErrors
                    .invalid("configId: " + MODEL + " is due, found \"" + AcpErrors.shown(params.configId()) + "\"");
        }
        String value = Json.read(params.value().text()).asText();
        ModelName model = ModelName.of(value).filter(ModelName::isSpoken).orElseThrow(
                () -> AcpErrors
                        .invalid("value: a model as provider/id is due, found \"" + AcpErrors.shown(value) + "\""));
        pods.get().choose(session.pod().id(), model);
        return Reply.now(new SetConfigOptionResponse(options(session)));
    }

    /** The client is gone. */
    void close() {
        synchronized (open) {
            isClosed = true;
        }
        Subscription listening = configured;
        if (listening != null) {
            listening.close();
        }
        open.values().forEach(OpenSession::leave);
        open.clear();
    }

    private OpenSession attachOld(OldSessionRequest params) {
        SessionPlace place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        return attach(params.sessionId(), place, opened(place, params.sessionId()));
    }

    /** A Pod that has the session open keeps the servers that it has. */
    private Pod opened(SessionPlace place, String session) {
        OpenRequest request = place.request(session);
        try {
            return pods.get().openOrJoin(request).pod();
        } catch (PodException.PodBusy withOtherServers) {
            if (request.overlay() == null) {
                throw withOtherServers;
            }
            return pods.get().openOrJoin(place.withoutServers(session)).pod();
        }
    }

    private OpenSession attach(String id, SessionPlace place, Pod pod) {
        OpenSession session = new OpenSession(id, place, pod, client);
        try {
            if (!place.more().isEmpty()) {
                var _ = pod.changeScope(place.more().stream()
                        .map(each -> ScopeRule.below(each.toString(), Permission.WRITE)).toList(), List.of());
            }
        } catch (RuntimeException refused) {
            abandon(session);
            throw refused;
        }
        OpenSession before = null;
        boolean isGone;
        synchronized (open) {
            isGone = isClosed;
            if (!isGone) {
                if (configured == null) {
                    configured = pods.get().whenConfigured(this::tellOptions);
                }
                pod.attach(session.window());
                before = open.put(id, session);
            }
        }
        if (isGone) {
            abandon(session);
            throw new RpcException(RpcException.REQUEST_CANCELLED, "the client is gone");
        }
        if (before != null) {
            before.leave();
        }
        return session;
    }

    private void begin(OpenSession session, long afterSeq) {
        session.updates().begin(afterSeq);
        if (client.isRelayed()) {
            tellPlace(session);
        }
        client.connection().whileOpen(() -> {
            tellCommands(session);
            session.pod().snapshot().warnings().forEach(session::note);
        });
    }

    /** So that a relay can open it again where it is. */
    private void tellPlace(OpenSession session) {
        client.connection().tell("_podd/place", new PlaceNotification(session.id(), session.pod().session(),
                session.pod().id()));
    }

    /** What the client does not have of the commands that may be said; they become more as servers are started. */
    void tellCommands(OpenSession session) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command(AcpPrompts.COMPACT.substring(1), "Have older history summarised", null));
        session.pod().prompts().forEach(each -> commands.add(new Command(each.command().substring(1),
                each.description().isEmpty() ? each.command() : each.description(),
                each.usage().isEmpty() ? null : new CommandInput(each.usage()))));
        if (session.isNew(commands)) {
            client.tell(session.id(), new SessionUpdate.AvailableCommandsUpdate(commands));
        }
    }

    /** What a turn may have changed of what the client knows; a relay has to know where the session is. */
    void turnEnded(OpenSession session) {
        tellCommands(session);
        if (client.isRelayed() && !session.pod().session().equals(session.id())) {
            tellPlace(session);
        }
    }

    private void tellOptions(String pod) {
        open.values().stream().filter(session -> session.pod().id().equals(pod)).forEach(
                session -> client.connection().whileOpen(() -> {
                    try {
                        client.tell(session.id(), new SessionUpdate.ConfigOptionUpdate(options(session)));
                    } catch (PodException.PodNotFound | WorkStoppedException closed) {
                        // nobody wants to know
                    }
                }));
    }

    /** The client will never know its id. */
    private void abandon(OpenSession session) {
        open.remove(session.id(), session);
        session.leave();
        pods.get().closeUnwatched(session.pod(), Duration.ZERO);
    }

    /** What the person may choose: the model. */
    private List<ConfigOption> options(OpenSession session) {
        String now = chosen(session.pod()).toString();
        List<ConfigValue> values = new ArrayList<>();
        pods.get().choices(new OpenRequest(session.folder(), null, null, null, isTrusted(session.folder()),
                client.client(Map.of()))).models().stream().filter(each -> each.isAvailable())
                .map(each -> new ModelName(each.model().provider(), each.model().id()).toString())
                .forEach(name -> values.add(new ConfigValue(name, name, null)));
        if (values.stream().noneMatch(each -> each.value().equals(now))) {
            values.addFirst(new ConfigValue(now, now, null));
        }
        return List.of(new ConfigOption(MODEL, "Model", MODEL, "select", now, values));
    }

    /** The model that it asks, or will ask when its turn has ended. */
    private ModelName chosen(Pod pod) {
        String overlay = pods.get().request(pod.id()).overlay();
        JsonNode provider = overlay == null ? Json.object() : Json.read(overlay).path("provider");
        return provider.path("kind").isTextual() && provider.path("model").isTextual()
                ? new ModelName(provider.path("kind").asText(), provider.path("model").asText()) : pod.model();
    }

    private boolean isTrusted(Path folder) {
        return pods.get().trusted(folder).orElse(false);
    }

    private SessionPlace place(String cwd, @Nullable List<String> more, @Nullable List<McpServer> servers) {
        List<Path> others = new ArrayList<>();
        for (String each : Objects.requireNonNullElse(more, List.<String>of())) {
            others.add(absolute("additionalDirectories[" + others.size() + "]", each));
        }
        Path folder = absolute("cwd", cwd);
        ClientServers declared = ClientServers.of(Objects.requireNonNullElse(servers, List.of()));
        return new SessionPlace(folder, List.copyOf(others), declared.overlay(), isTrusted(folder),
                client.client(declared.variables()));
    }

    private static Path absolute(String field, String path) {
        try {
            Path absolute = Path.of(path);
            if (absolute.isAbsolute()) {
                return absolute.normalize();
            }
        } catch (InvalidPathException e) {
            throw AcpErrors.invalid(field + ": " + AcpErrors.shown(String.valueOf(e.getMessage())));
        }
        throw AcpErrors.invalid(field + ": an absolute path is due, found \"" + AcpErrors.shown(path) + "\"");
    }
}
