package dev.podd.mcp;

import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the servers of one Pod share.
 *
 * @param commands starts them
 * @param root     the folder that they are told of
 * @param version  of this program
 * @param warnings told on any thread
 * @param nanos    a clock that only runs forward
 */
public record McpWorld(CommandRunner commands, Confinement confinement, Path root, String version, ToolListCache cache,
        Consumer<String> warnings, LongSupplier nanos) {
    McpConnection connection(McpServerSettings settings, Runnable toolsChanged, Runnable whenEnded) {
        return new McpConnection(settings, commands, confinement, root, version, toolsChanged, whenEnded);
    }
}
