package dev.podd.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.ToolKind;
import dev.podd.json.Json;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import java.util.Map;

/** A tool of an MCP server, named {@code server.tool}. */
final class McpTool implements Tool {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final McpServer server;
    private final ToolList.Offer offer;

    McpTool(McpServer server, ToolList.Offer offer) {
        this.server = server;
        this.offer = offer;
    }

    @Override
    public String name() {
        return server.name() + "." + offer.name();
    }

    @Override
    public String description() {
        return offer.description();
    }

    @Override
    public JsonNode schema() {
        return offer.schema();
    }

    @Override
    public ToolKind kind() {
        return offer.kind();
    }

    /** Whatever the server says of itself. */
    @Override
    public boolean changesThings() {
        return true;
    }

    @Override
    public PreparedCall prepare(JsonNode arguments) {
        Map<String, Object> given = Json.mapper().convertValue(arguments, MAP);
        return new McpCall(name(), arguments, true, run -> McpResult.of(name(),
                server.call(offer.name(), given, new ProgressLines(run)::add)));
    }
}
