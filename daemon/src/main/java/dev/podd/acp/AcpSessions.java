package dev.podd.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.acp.wire.ConnectTypes.Nothing;
import dev.podd.acp.wire.SessionRequests.ConfigOption;
import dev.podd.acp.wire.SessionRequests.ConfigValue;
import dev.podd.acp.wire.SessionRequests.ListSessionsRequest;
import dev.podd.acp.wire.SessionRequests.ListSessionsResponse;
import dev.podd.acp.wire.SessionRequests.McpServer;
import dev.podd.acp.wire.SessionRequests.NamedValue;
import dev.podd.acp.wire.SessionRequests.NewSessionRequest;
import dev.podd.acp.wire.SessionRequests.OldSessionRequest;
import dev.podd.acp.wire.SessionRequests.SessionInfo;
import dev.podd.acp.wire.SessionRequests.SessionRequest;
import dev.podd.acp.wire.SessionRequests.SessionResponse;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionRequest;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionResponse;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.acp.wire.SessionUpdate.Command;
import dev.podd.acp.wire.SessionUpdate.CommandInput;
import dev.podd.item.Item;
import dev.podd.json.Json;
import dev.podd.jsonrpc.Reply;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionStore;
import dev.podd.pod.Client;
import dev.podd.pod.ModelName;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Opened;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.PodSnapshot;
import dev.podd.pod.Pods;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
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
    private static final int MAX_SERVER_NAME = 32;

    private final AcpClient client;
    private final Supplier<Pods> pods;
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();

    AcpSessions(AcpClient client, Supplier<Pods> pods) {
        this.client = client;
        this.pods = pods;
    }

    /** @throws dev.podd.jsonrpc.RpcException the client does not have it open */
    OpenSession open(String session) {
        OpenSession found = open.get(session);
        if (found == null) {
            throw AcpErrors.notOpen(session);
        }
        return found;
    }

    Optional<OpenSession> find(String session) {
        return Optional.ofNullable(open.get(session));
    }

    Reply<SessionResponse> create(NewSessionRequest params) {
        Place place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        Opened opened = pods.get().openOrJoin(place.request(null));
        Pod pod = opened.pod();
        OpenSession session = attach(pod.session(), place, pod);
        return Reply.now(new SessionResponse(session.id(), options(session)))
                .then(() -> begin(session, 0))
                .orElse(() -> abandon(session));
    }

    /** All that was said comes before the answer. */
    Reply<SessionResponse> load(OldSessionRequest params) {
        OpenSession session = attachOld(params);
        long from = session.pod().lastEvent();
        PodSnapshot snapshot = session.pod().snapshot();
        client.connection().wake(Updates.METHOD, new Replay<Item>(session.id(), snapshot.history(),
                item -> ItemToUpdates.past(item, snapshot)));
        SessionResponse answer = new SessionResponse(null, options(session));
        return Reply.later(() -> answer).then(() -> begin(session, from));
    }

    /** What was said before is not told. */
    Reply<SessionResponse> resume(OldSessionRequest params) {
        OpenSession session = attachOld(params);
        long from = session.pod().lastEvent();
        return Reply.now(new SessionResponse(null, options(session))).then(() -> begin(session, from));
    }

    /** A session that goes on from the end of another. */
    Reply<SessionResponse> fork(OldSessionRequest params) {
        Place place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        String fork = pods.get().fork(params.sessionId(), null);
        OpenSession session = attach(fork, place, opened(place, fork));
        return Reply.now(new SessionResponse(session.id(), options(session))).then(() -> begin(session, 0));
    }

    /** Like {@link #resume}, of a session that another daemon had: one that never ran is begun anew under its id. */
    Reply<SessionResponse> reopen(OldSessionRequest params) {
        Place place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        Pod pod;
        try {
            pod = opened(place, params.sessionId());
        } catch (SessionNotFoundException neverRan) {
            pod = pods.get().reopen(place.request(params.sessionId()), "acp-" + params.sessionId(), 0, false);
        }
        OpenSession session = attach(params.sessionId(), place, pod);
        long from = pod.lastEvent();
        return Reply.now(new SessionResponse(null, options(session))).then(() -> begin(session, from));
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

    /** Cancels what runs; the session stays. */
    Reply<Nothing> close(SessionRequest params) {
        OpenSession session = open(params.sessionId());
        open.remove(session.id(), session);
        session.pod().cancel();
        session.leave();
        pods.get().closeUnwatched(session.pod(), Duration.ZERO);
        return Reply.now(new Nothing());
    }

    /** A session that is not there is deleted already. */
    Reply<Nothing> delete(SessionRequest params) {
        OpenSession session = open.remove(params.sessionId());
        if (session != null) {
            session.leave();
        }
        try {
            pods.get().delete(params.sessionId());
        } catch (SessionNotFoundException gone) {
            // which is what was wanted
        }
        return Reply.now(new Nothing());
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
        open.values().forEach(OpenSession::leave);
        open.clear();
    }

    private OpenSession attachOld(OldSessionRequest params) {
        Place place = place(params.cwd(), params.additionalDirectories(), params.mcpServers());
        return attach(params.sessionId(), place, opened(place, params.sessionId()));
    }

    /** A Pod that has the session open keeps the servers that it has. */
    private Pod opened(Place place, String session) {
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

    private OpenSession attach(String id, Place place, Pod pod) {
        if (!place.more().isEmpty()) {
            var _ = pod.changeScope(place.more().stream()
                    .map(each -> ScopeRule.below(each.toString(), Permission.WRITE)).toList(), List.of());
        }
        OpenSession session = new OpenSession(id, place.folder(), pod, client);
        OpenSession before = open.put(id, session);
        if (before != null) {
            before.leave();
        }
        pod.attach(session.window());
        return session;
    }

    private void begin(OpenSession session, long afterSeq) {
        session.updates().begin(afterSeq);
        client.connection().whileOpen(() -> tellMore(session));
    }

    /** What need not be known at once: the commands, and what the person should know of how the session was opened. */
    private void tellMore(OpenSession session) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command(AcpPrompts.COMPACT.substring(1), "Have older history summarised", null));
        pods.get().prompts(new OpenRequest(session.folder(), null, null, null, isTrusted(session.folder()),
                client.client())).forEach(
                        each -> commands.add(new Command(each.command().substring(1),
                                each.description().isEmpty() ? each.command() : each.description(),
                                each.usage().isEmpty() ? null : new CommandInput(each.usage()))));
        client.tell(session.id(), new SessionUpdate.AvailableCommandsUpdate(commands));
        EventToUpdates words = new EventToUpdates(client, session.folder());
        session.pod().snapshot().warnings().forEach(
                warning -> words.note(warning).forEach(update -> client.tell(session.id(), update)));
    }

    /** The client will never know its id. */
    private void abandon(OpenSession session) {
        open.remove(session.id(), session);
        session.leave();
        pods.get().closeUnwatched(session.pod(), Duration.ZERO);
    }

    /** What the person may choose: the model. */
    private List<ConfigOption> options(OpenSession session) {
        String now = session.pod().model().toString();
        List<ConfigValue> values = new ArrayList<>();
        pods.get().choices(new OpenRequest(session.folder(), null, null, null, isTrusted(session.folder()),
                client.client())).models().stream().filter(each -> each.isAvailable())
                .map(each -> new ModelName(each.model().provider(), each.model().id()).toString())
                .forEach(name -> values.add(new ConfigValue(name, name, null)));
        if (values.stream().noneMatch(each -> each.value().equals(now))) {
            values.addFirst(new ConfigValue(now, now, null));
        }
        return List.of(new ConfigOption(MODEL, "Model", MODEL, "select", now, values));
    }

    private boolean isTrusted(Path folder) {
        return pods.get().trusted(folder).orElse(false);
    }

    private Place place(String cwd, @Nullable List<String> more, @Nullable List<McpServer> servers) {
        List<Path> others = new ArrayList<>();
        for (String each : Objects.requireNonNullElse(more, List.<String>of())) {
            others.add(absolute("additionalDirectories[" + others.size() + "]", each));
        }
        Path folder = absolute("cwd", cwd);
        return new Place(folder, List.copyOf(others), overlay(Objects.requireNonNullElse(servers, List.of())),
                isTrusted(folder), client.client());
    }

    /**
     * Where a session works.
     *
     * @param more    folders that it may write in beside the first
     * @param overlay the servers that the client wants it to have
     */
    private record Place(Path folder, List<Path> more, @Nullable String overlay, boolean isTrusted, Client client) {
        OpenRequest request(@Nullable String session) {
            return new OpenRequest(folder, null, overlay, session, isTrusted, client);
        }

        OpenRequest withoutServers(String session) {
            return new OpenRequest(folder, null, null, session, isTrusted, client);
        }
    }

    private static @Nullable String overlay(List<McpServer> servers) {
        if (servers.isEmpty()) {
            return null;
        }
        ObjectNode overlay = Json.object();
        ObjectNode all = overlay.putObject("mcp");
        for (McpServer each : servers) {
            String place = "mcpServers[" + all.size() + "]";
            ObjectNode server = all.putObject(name(each.name(), all));
            if (each.type() == null || each.type().equals("stdio")) {
                if (each.command() == null) {
                    throw AcpErrors.invalid(place + ".command: missing");
                }
                server.put("command", each.command());
                Objects.requireNonNullElse(each.args(), List.<String>of()).forEach(server.withArray("args")::add);
                put(server.putObject("env"), each.env());
            } else if (each.type().equals("http")) {
                if (each.url() == null) {
                    throw AcpErrors.invalid(place + ".url: missing");
                }
                server.put("url", each.url());
                put(server.putObject("headers"), each.headers());
            } else {
                throw AcpErrors
                        .invalid(place + ".type: http is due, or none, found \"" + AcpErrors.shown(each.type()) + "\"");
            }
        }
        return overlay.toString();
    }

    private static void put(ObjectNode target, @Nullable List<NamedValue> values) {
        Objects.requireNonNullElse(values, List.<NamedValue>of())
                .forEach(each -> target.put(each.name(), each.value()));
    }

    /** Clients give servers names for people; tools are named after them. */
    private static String name(String wanted, ObjectNode taken) {
        String name = wanted.replaceAll("[^A-Za-z0-9_-]", "-");
        name = name.isEmpty() ? "server" : name.substring(0, Math.min(name.length(), MAX_SERVER_NAME));
        String free = name;
        for (int number = 2; taken.has(free); number++) {
            String end = "-" + number;
            free = name.substring(0, Math.min(name.length(), MAX_SERVER_NAME - end.length())) + end;
        }
        return free;
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
