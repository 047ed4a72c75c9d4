package dev.podd.app;

import dev.podd.manifest.Manifest;
import dev.podd.mcp.McpServerSettings;
import dev.podd.mcp.McpServers;
import dev.podd.mcp.McpWorld;
import dev.podd.mcp.ToolListCache;
import dev.podd.pod.ToolServers;
import dev.podd.sandbox.Secrets;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.ToolSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects the MCP servers that manifests name. Fills in variables of the person, whose values are kept out of all that is shown. */
final class McpConnector implements ToolServers {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final ToolListCache cache;
    private final Secrets secrets;

    McpConnector(ToolListCache cache, Secrets secrets) {
        this.cache = cache;
        this.secrets = secrets;
    }

    @Override
    public ToolSource connect(Wanted wanted) {
        return servers(wanted);
    }

    @Override
    public List<ServerPrompt.Offer> knownPrompts(Map<String, Manifest.McpServer> declared,
            Map<String, String> environment, Path folder) {
        List<McpServerSettings> settings = new ArrayList<>();
        declared.forEach((name, server) -> {
            try {
                settings.add(filled(name, server, environment, folder));
            } catch (MissingVariable leftOut) {
                // a Pod warns of it
            }
        });
        return McpServers.knownPrompts(settings, cache);
    }

    McpServers servers(Wanted wanted) {
        List<McpServerSettings> settings = new ArrayList<>();
        wanted.declared().forEach((name, server) -> filled(name, server, wanted).ifPresent(settings::add));
        return new McpServers(settings, new McpWorld(wanted.commands(), wanted.confinement(), wanted.root(),
                Version.number(), cache, wanted.warnings(), System::nanoTime), wanted.offers());
    }

    /** Nothing where a variable is missing, which is a warning. */
    private Optional<McpServerSettings> filled(String name, Manifest.McpServer declared, Wanted wanted) {
        try {
            return Optional.of(filled(name, declared, wanted.environment(), wanted.folder()));
        } catch (MissingVariable missing) {
            wanted.warnings().accept(missing.getMessage() + "; MCP server " + name + " is left out");
            return Optional.empty();
        }
    }

    private McpServerSettings filled(String name, Manifest.McpServer declared, Map<String, String> environment,
            Path folder) {
        McpServerSettings.Way way = declared.url() != null
                ? new McpServerSettings.Address(URI.create(declared.url()),
                        values("mcp." + name + ".headers", declared.headers(), environment))
                : new McpServerSettings.Program(line(declared),
                        values("mcp." + name + ".env", declared.env(), environment), folder);
        return new McpServerSettings(name, way, declared.startTimeout(), declared.timeout());
    }

    private static List<String> line(Manifest.McpServer declared) {
        List<String> line = new ArrayList<>();
        line.add(String.valueOf(declared.command()));
        line.addAll(declared.args());
        return line;
    }

    private Map<String, String> values(String where, Map<String, String> declared, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, template) -> {
            Matcher variables = VARIABLE.matcher(template);
            String value = variables.replaceAll(found -> Matcher.quoteReplacement(
                    known(where + "." + name, found.group(1), environment)));
            secrets.addIfSecret(name, value);
            values.put(name, value);
        });
        return values;
    }

    private String known(String where, String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        if (value == null) {
            throw new MissingVariable(where + " needs the environment variable " + variable + ", which is not set");
        }
        secrets.addIfSecret(variable, value);
        return value;
    }

    private static final class MissingVariable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingVariable(String message) {
            super(message);
        }
    }
}
