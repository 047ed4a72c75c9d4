package dev.podd.pod;

import dev.podd.manifest.Manifest.McpServer;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.ToolSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Connects a Pod to the servers that its manifest names, whose tools it offers. */
@FunctionalInterface
public interface ToolServers {
    /** Returns at once; what goes wrong is a warning, and the tools of that server are not there. */
    ToolSource connect(Wanted wanted);

    /**
     * The prompts of servers as far as they are known from an earlier time; starts none.
     *
     * @param folder where they would be started
     */
    default List<ServerPrompt.Offer> knownPrompts(Map<String, McpServer> declared, Map<String, String> environment,
            Path folder) {
        return List.of();
    }

    /**
     * What a Pod wants connected.
     *
     * @param declared    by name
     * @param offers      whether a tool of that full name is offered
     * @param environment all variables of the person who the Pod works for
     * @param root        the working directory, which servers are told
     * @param folder      where servers are started; outside of a workspace that is not trusted, since programs such as npx
     *                    take code from where they start
     * @param commands    starts them
     * @param warnings    told on any thread
     */
    record Wanted(Map<String, McpServer> declared, Predicate<String> offers, Map<String, String> environment, Path root,
            Path folder, CommandRunner commands, Confinement confinement, Consumer<String> warnings) {}
}
