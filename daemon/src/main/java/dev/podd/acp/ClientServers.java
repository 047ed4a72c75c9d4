package dev.podd.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.acp.wire.SessionRequests.McpServer;
import dev.podd.acp.wire.SessionRequests.NamedValue;
import dev.podd.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * MCP servers that a client wants a session to have.
 *
 * @param overlay   them as a partial manifest, in which each value of a variable or a header is the name of one of {@code
 *                  variables}: values may be secret, and are meant literally
 * @param variables by names that nobody else uses
 */
record ClientServers(@Nullable String overlay, Map<String, String> variables) {
    private static final int MAX_NAME = 32;
    private static final String VARIABLE = "PODD_ACP_VALUE_";

    static ClientServers of(List<McpServer> servers) {
        ObjectNode overlay = Json.object();
        ObjectNode all = overlay.putObject("mcp");
        Map<String, String> variables = new LinkedHashMap<>();
        for (McpServer each : servers) {
            String place = "mcpServers[" + all.size() + "]";
            ObjectNode server = all.putObject(name(each.name(), all));
            if (each.type() == null || each.type().equals("stdio")) {
                server.put("command", required(place + ".command", each.command()));
                Objects.requireNonNullElse(each.args(), List.<String>of()).forEach(server.withArray("args")::add);
                put(server.putObject("env"), each.env(), variables);
            } else if (each.type().equals("http")) {
                server.put("url", required(place + ".url", each.url()));
                put(server.putObject("headers"), each.headers(), variables);
            } else {
                throw AcpErrors.invalid(
                        place + ".type: http is due, or none, found \"" + AcpErrors.shown(each.type()) + "\"");
            }
        }
        return new ClientServers(servers.isEmpty() ? null : overlay.toString(), variables);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw AcpErrors.invalid(field + ": missing");
        }
        return value;
    }

    private static void put(ObjectNode target, @Nullable List<NamedValue> values, Map<String, String> variables) {
        Objects.requireNonNullElse(values, List.<NamedValue>of()).forEach(each -> {
            String variable = VARIABLE + (variables.size() + 1);
            variables.put(variable, each.value());
            target.put(each.name(), "${" + variable + "}");
        });
    }

    /** Clients give servers names for people; tools are named after them. */
    private static String name(String wanted, ObjectNode taken) {
        String name = wanted.replaceAll("[^A-Za-z0-9_-]", "-");
        name = name.isEmpty() ? "server" : name.substring(0, Math.min(name.length(), MAX_NAME));
        String free = name;
        for (int number = 2; taken.has(free); number++) {
            String end = "-" + number;
            free = name.substring(0, Math.min(name.length(), MAX_NAME - end.length())) + end;
        }
        return free;
    }

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
        return "ClientServers[overlay=" + overlay + "]";
    }
}
