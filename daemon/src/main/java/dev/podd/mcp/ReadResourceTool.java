package dev.podd.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.ToolKind;
import dev.podd.json.Json;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists and reads the resources of a server: {@code server.read_resource}, one tool for both since each costs room. */
final class ReadResourceTool implements Tool {
    static final String NAME = "read_resource";
    private static final JsonNode SCHEMA = schemaOfArguments();

    private final McpServer server;

    ReadResourceTool(McpServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return server.name() + "." + NAME;
    }

    @Override
    public String description() {
        return "Read a resource of the MCP server " + server.name() + "; without uri, list its resources.";
    }

    @Override
    public JsonNode schema() {
        return SCHEMA;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.READ;
    }

    @Override
    public boolean changesThings() {
        return true;
    }

    @Override
    public PreparedCall prepare(JsonNode arguments) {
        String uri = text(arguments, "uri");
        String cursor = text(arguments, "cursor");
        return new McpCall(name(), arguments, false, run -> uri != null ? McpResult.of(name(), server.read(uri))
                : listed(server.resources(cursor)));
    }

    private static @Nullable String text(JsonNode arguments, String key) {
        JsonNode value = arguments.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw new ToolException(key + " must be text");
        }
        return value.textValue();
    }

    private ToolOutput listed(McpSchema.ListResourcesResult result) {
        List<McpSchema.Resource> resources = Objects.requireNonNullElse(result.resources(), List.of());
        String lines = resources.stream().map(ReadResourceTool::line).collect(Collectors.joining("\n"));
        String more = result.nextCursor() == null ? "" : "; more with cursor \"" + result.nextCursor() + "\"";
        return ToolOutput.ok(name() + ": " + resources.size() + " resources" + more, lines.isEmpty() ? null : lines);
    }

    private static String line(McpSchema.Resource resource) {
        String says = resource.description() == null ? "" : ": " + resource.description();
        return resource.uri() + "  " + resource.name() + says;
    }

    private static JsonNode schemaOfArguments() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("uri").put("type", "string");
        properties.putObject("cursor").put("type", "string").put("description", "Where the list goes on.");
        return schema;
    }
}
