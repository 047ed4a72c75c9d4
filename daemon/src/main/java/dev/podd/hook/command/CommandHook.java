package dev.podd.hook.command;

import dev.podd.search.Glob;
import java.time.Duration;
import java.util.List;

/**
 * A command that the manifest names for a point.
 *
 * @param tools globs on the names of the tools that it is asked about; empty for all
 * @param limit how long it may take
 */
public record CommandHook(String command, List<Glob> tools, Duration limit) {
    public CommandHook {
        tools = List.copyOf(tools);
    }
}
