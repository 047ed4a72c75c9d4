package dev.podd.daemon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the Agent Client Protocol and a daemon have said: how they met, the sessions that are open, the requests
 * without an answer.
 */
public final class AcpRelayState implements RelayedProtocol {
    /** Begins the ids of a relay's own requests. */
    private static final String OWN = "\"_podd/";
    /** What a daemon may be asked once more, since it changes nothing or what it changed is gone with the daemon. */
    private static final Set<String> REPEATABLE = Set.of("initialize", "session/new", "session/list", "session/resume",
            "session/set_config_option", "session/close", "session/delete");
    /** What of a request another daemon needs to open the session. */
    private static final List<String> PLACE = List.of("cwd", "additionalDirectories", "mcpServers");

    private @Nullable RelayedMessage initialize;
    private final OpenMessages messages = new OpenMessages();
    /** Params of a request that opens each session, by its id. */
    private final Map<String, String> sessions = new LinkedHashMap<>();
    /** Members of such params that tell where each session is now. */
    private final Map<String, String> places = new HashMap<>();
    /** Params of the last choice in each session. */
    private final Map<String, String> choices = new HashMap<>();
    /** What the client has cancelled while there was no daemon. */
    private final List<byte[]> cancels = new ArrayList<>();
    private boolean isBetween;
    private boolean isEnding;

    @Override
    public Cutter cutter(Cutter.Sink sink) {
        return new LineCutter(sink);
    }

    @Override
    public byte[] framed(byte[] body) {
        byte[] line = Arrays.copyOf(body, body.length + 1);
        line[body.length] = '\n';
        return line;
    }

    @Override
    public synchronized byte[] attachment(String members) {
        return Wire.notification("_podd/attach", "{" + members + ",\"lastQuestion\":" + messages.lastQuestion() + "}");
    }

    /** Standard error is for that, and the answers to what was lost say it too. */
    @Override
    public byte @Nullable [] shown(int type, String message) {
        System.err.println("podd: " + message);
        return null;
    }

    @Override
    public synchronized boolean said(RelayedMessage message) {
        String id = message.id();
        if (message.method().isEmpty()) {
            return id == null || !messages.answersLostQuestion(id);
        }
        if (message.method().equals("initialize")) {
            initialize = message;
        }
        if (id != null) {
            messages.requested(id, message);
        } else if (isBetween) {
            cancels.add(message.json());
        }
        return true;
    }

    @Override
    public synchronized boolean heard(RelayedMessage message) {
        String id = message.id();
        switch (message.method()) {
            case "" -> {
                return id == null || isForClient(id, message);
            }
            case "_podd/ending" -> {
                isEnding = true;
                return false;
            }
            case "_podd/place" -> {
                String session = message.raw("params.sessionId");
                places.put(String.valueOf(session), ",\"session\":" + message.raw("params.session") + ",\"pod\":"
                        + message.raw("params.pod"));
                return false;
            }
            case "$/cancel_request" -> messages.withdrawn(String.valueOf(message.raw("params.requestId")));
            default -> {
                if (id != null) {
                    messages.asked(id, message);
                }
            }
        }
        return true;
    }

    private boolean isForClient(String id, RelayedMessage answer) {
        if (id.startsWith(OWN)) {
            return false;
        }
        RelayedMessage request = messages.takeRequest(id);
        if (request != null && answer.raw("error") == null) {
            note(request, answer);
        }
        return true;
    }

    private void note(RelayedMessage request, RelayedMessage answer) {
        String old = request.raw("params.sessionId");
        String session = answer.raw("result.sessionId") == null ? old : answer.raw("result.sessionId");
        if (session == null) {
            return;
        }
        switch (request.method()) {
            case "session/new", "session/fork", "session/load", "session/resume" -> sessions.put(session,
                    place(session, request));
            case "session/set_config_option" -> choices.put(session, String.valueOf(request.raw("params")));
            case "session/close", "session/delete" -> {
                sessions.remove(session);
                places.remove(session);
                choices.remove(session);
            }
            default -> {
            }
        }
    }

    private static String place(String session, RelayedMessage request) {
        StringBuilder params = new StringBuilder("{\"sessionId\":").append(session);
        for (String name : PLACE) {
            String value = request.raw("params." + name);
            if (value != null) {
                params.append(",\"").append(name).append("\":").append(value);
            }
        }
        return params.append('}').toString();
    }

    @Override
    public byte @Nullable [] dueRequest() {
        return null;
    }

    @Override
    public synchronized boolean wasToEnd() {
        boolean was = isEnding;
        isEnding = false;
        return was;
    }

    /** A client goes by ending its input. */
    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean isEditorAlive() {
        return true;
    }

    @Override
    public int exitCode() {
        return 0;
    }

    @Override
    public synchronized List<byte[]> replay() {
        List<byte[]> all = new ArrayList<>();
        RelayedMessage first = initialize;
        if (first != null) {
            String params = first.raw("params");
            all.add(messages.isUnanswered(first) ? first.json()
                    : Wire.request(OWN + "initialize\"", "initialize", params == null ? "{}" : params));
        }
        int number = 0;
        for (Map.Entry<String, String> each : sessions.entrySet()) {
            String params = each.getValue();
            all.add(Wire.request(OWN + "reopen/" + ++number + '"', "_podd/reopen",
                    params.substring(0, params.length() - 1) + places.getOrDefault(each.getKey(), "") + "}"));
            String choice = choices.get(each.getKey());
            if (choice != null) {
                all.add(Wire.request(OWN + "choice/" + number + '"', "session/set_config_option", choice));
            }
        }
        isBetween = false;
        messages.requestsBut(first).forEach(all::add);
        all.addAll(cancels);
        cancels.clear();
        return all;
    }

    @Override
    public synchronized List<byte[]> farewells(String reason) {
        isBetween = true;
        return messages.farewells(reason, REPEATABLE,
                question -> Wire.notification("$/cancel_request", "{\"requestId\":" + question + "}"));
    }
}
