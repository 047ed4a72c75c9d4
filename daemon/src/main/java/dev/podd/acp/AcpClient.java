package dev.podd.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.acp.wire.ConnectTypes.AttachNotification;
import dev.podd.acp.wire.ConnectTypes.ClientCapabilities;
import dev.podd.acp.wire.ConnectTypes.Implementation;
import dev.podd.acp.wire.ConnectTypes.InitializeRequest;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.json.Json;
import dev.podd.jsonrpc.Connection;
import dev.podd.pod.Client;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client at the other end: what it said about itself. Safe on every thread. */
final class AcpClient {
    private static final ClientCapabilities NONE = new ClientCapabilities(null, null, null);

    private final Connection connection;
    private volatile Map<String, String> environment;
    private volatile @Nullable InitializeRequest introduction;
    private volatile boolean isRelayed;

    AcpClient(Connection connection, Map<String, String> environment) {
        this.connection = connection;
        this.environment = environment;
    }

    Connection connection() {
        return connection;
    }

    /** Takes what the client says first. */
    void introduce(InitializeRequest said) {
        introduction = said;
    }

    /** Takes the environment that its Pods are to work in, in place of this process's. */
    void attach(AttachNotification told) {
        Map<String, String> variables = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : Json.read(told.environment().text()).properties()) {
            variables.put(each.getKey(), each.getValue().asText());
        }
        environment = Map.copyOf(variables);
        isRelayed = true;
        if (told.lastQuestion() != null) {
            connection.numberQuestionsFrom(told.lastQuestion());
        }
    }

    boolean isIntroduced() {
        return introduction != null;
    }

    /** Whether it speaks through a relay, which can find another daemon for it when this one ends. */
    boolean isRelayed() {
        return isRelayed;
    }

    /**
     * As a Pod is told of it. Its person cannot undo changes by hunks, so that they are asked before.
     *
     * @param more variables that the environment has for this Pod
     */
    Client client(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(more);
        return new Client(name(), variables);
    }

    private @Nullable String name() {
        InitializeRequest said = introduction;
        Implementation info = said == null ? null : said.clientInfo();
        if (info == null) {
            return null;
        }
        String name = info.title() == null ? info.name() : info.title();
        return info.version() == null ? name : name + " " + info.version();
    }

    private ClientCapabilities capabilities() {
        InitializeRequest said = introduction;
        ClientCapabilities told = said == null ? null : said.clientCapabilities();
        return told == null ? NONE : told;
    }

    /** Whether it reads files as its editor has them. */
    boolean reads() {
        ClientCapabilities can = capabilities();
        return can.fs() != null && Boolean.TRUE.equals(can.fs().readTextFile());
    }

    /** Whether it writes files into its editor. */
    boolean writes() {
        ClientCapabilities can = capabilities();
        return can.fs() != null && Boolean.TRUE.equals(can.fs().writeTextFile());
    }

    /** Whether it shows its person a form. */
    boolean hasForms() {
        ClientCapabilities can = capabilities();
        return can.elicitation() != null && can.elicitation().form() != null;
    }

    /** Whether it shows notices. */
    boolean hasNotices() {
        ClientCapabilities can = capabilities();
        return can.session() != null && can.session().notices() != null;
    }

    /** Whether it shows compactions. */
    boolean hasCompactions() {
        ClientCapabilities can = capabilities();
        return can.session() != null && can.session().compaction() != null;
    }

    void tell(String session, SessionUpdate update) {
        connection.tell(Updates.METHOD, new SessionUpdate.Notification(session, update));
    }
}
