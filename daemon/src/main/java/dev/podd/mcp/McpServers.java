package dev.podd.mcp;

import dev.podd.tool.ServerPrompt;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The MCP servers of one Pod. */
public final class McpServers implements ToolSource {
    private final List<McpServer> servers;
    private final Predicate<String> offers;
    private final Consumer<String> warnings;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    /**
     * Starts in the background the servers of which it is not known what they offer.
     *
     * @param offers whether a tool of that full name is offered
     */
    public McpServers(Collection<McpServerSettings> servers, McpWorld world, Predicate<String> offers) {
        this.servers = servers.stream().map(each -> new McpServer(each, world)).toList();
        this.offers = offers;
        this.warnings = world.warnings();
        this.servers.forEach(McpServer::begin);
    }

    @Override
    public List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (McpServer server : servers) {
            ToolList list = server.known();
            if (list != null) {
                list.tools().forEach(offer -> tools.add(new McpTool(server, offer)));
                if (list.hasResources() && list.tools().stream().noneMatch(
                        offer -> offer.name().equals(ReadResourceTool.NAME))) {
                    tools.add(new ReadResourceTool(server));
                }
            }
        }
        return tools.stream().filter(tool -> offers.test(tool.name())).toList();
    }

    @Override
    public List<ServerPrompt> prompts() {
        List<ServerPrompt> prompts = new ArrayList<>();
        for (McpServer server : servers) {
            ToolList list = server.known();
            if (list != null) {
                list.prompts().forEach(prompt -> prompts.add(new McpPrompt(server, prompt)));
            }
        }
        return prompts;
    }

    /** The prompts that servers had when they were last asked; starts none. */
    public static List<ServerPrompt.Offer> knownPrompts(Collection<McpServerSettings> servers, ToolListCache cache) {
        return servers.stream().flatMap(server -> cache.read(server).stream()
                .flatMap(known -> known.list().prompts().stream())
                .map(prompt -> McpPrompt.offer(server.name(), prompt))).toList();
    }

    @Override
    public void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (McpServer server : servers) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!server.await(left) && toldOf.add(server.name())) {
                warnings.accept("MCP server " + server.name() + " is still starting after " + patience.toSeconds()
                        + " seconds; its tools come with a later turn");
            }
        }
    }

    @Override
    public void close() {
        servers.forEach(McpServer::close);
    }

    List<McpServer> all() {
        return servers;
    }

    /** What a server said when it was asked, or why it could not be. */
    public record Look(String server, boolean answers, String words) {}

    /** Starts each server and asks it what it has, all at once. */
    public List<Look> look() throws InterruptedException {
        List<Look> looks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Look> look : threads.invokeAll(servers.stream().<Callable<Look>>map(each -> () -> look(each))
                    .toList())) {
                looks.add(look.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return looks;
    }

    private static Look look(McpServer server) throws InterruptedException {
        try {
            var _ = server.connection();
            ToolList list = Objects.requireNonNull(server.known());
            return new Look(server.name(), true, list.tools().size() + " tools, " + list.prompts().size() + " prompts"
                    + (list.hasResources() ? ", resources" : ""));
        } catch (McpException failure) {
            return new Look(server.name(), false, failure.inOneLine());
        }
    }
}
