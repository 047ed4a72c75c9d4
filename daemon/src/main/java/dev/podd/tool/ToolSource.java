package dev.podd.tool;

import java.time.Duration;
import java.util.List;

/**
 * Tools, and prompts, that another program brings, such as an MCP server. They may change while a Pod is open; a turn has those that are
 * there when it begins. Safe on every thread.
 */
public interface ToolSource extends AutoCloseable {
    /** The tools that are known now; asks nobody. */
    List<Tool> tools();

    /** The prompts that are known now; asks nobody. */
    default List<ServerPrompt> prompts() {
        return List.of();
    }

    /** Waits until it is known what tools there are, at most so long. */
    void await(Duration patience) throws InterruptedException;

    /** Ends what it has started; does not wait for that. */
    @Override
    void close();
}
