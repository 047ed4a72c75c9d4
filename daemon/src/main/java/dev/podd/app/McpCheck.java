package dev.podd.app;

import dev.podd.manifest.Loaded;
import dev.podd.manifest.Manifest;
import dev.podd.manifest.ProviderKind;
import dev.podd.mcp.McpServers;
import dev.podd.mcp.ToolListCache;
import dev.podd.pod.ToolServers;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.ProcessGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Starts each MCP server that a manifest names, asks it what it has, and ends it. */
final class McpCheck {
    private final AppContext context;

    McpCheck(AppContext context) {
        this.context = context;
    }

    /** In the order of the manifest; a server that is left out for a missing variable is one that does not answer. */
    List<McpServers.Look> look(Loaded loaded, boolean isTrusted) {
        Manifest manifest = loaded.manifest();
        if (manifest.mcp().isEmpty()) {
            return List.of();
        }
        ProcessEnvironment environment = context.environment();
        List<String> warnings = new ArrayList<>();
        ToolListCache cache = new ToolListCache(context.places().mcpLists(), environment.clock(),
                () -> context.ids().item("part-"));
        try (ProcessGuard guard = new ProcessGuard(Objects.requireNonNullElse(environment.variable("PATH"), ""));
                CommandRunner commands = new CommandRunner(guard, ChildEnvironment.from(environment.variables(),
                        ProviderKind.keyVariables()), context.secrets()).with(manifest.commands().environment(),
                                manifest.keyVariables());
                McpServers servers = new McpConnector(cache, context.secrets()).servers(new ToolServers.Wanted(
                        manifest.mcp(), tool -> true, environment.variables(), loaded.workingDirectory(),
                        isTrusted ? loaded.workingDirectory() : environment.home(), commands,
                        Confinement.of(Confinement.Purpose.SERVER, manifest.commands().isolated()),
                        warnings::add))) {
            List<McpServers.Look> looks = new ArrayList<>(servers.look());
            manifest.mcp().keySet().stream()
                    .filter(name -> looks.stream().noneMatch(look -> look.server().equals(name)))
                    .forEach(name -> looks.add(new McpServers.Look(name, false, warnings.stream()
                            .filter(warning -> warning.startsWith("mcp." + name + ".")).findFirst()
                            .orElse("left out"))));
            return looks;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
