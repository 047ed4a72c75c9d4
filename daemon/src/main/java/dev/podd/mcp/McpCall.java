package dev.podd.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.nio.file.Path;
import java.util.Set;

/**
 * A call of something that a server has. What it does is not known, so it counts as one that has an effect and looks at
 * any file.
 */
record McpCall(String name, JsonNode arguments, boolean hasEffect, Work work) implements PreparedCall {
    private static final int LONGEST = 300;

    @FunctionalInterface
    interface Work {
        ToolOutput run(ToolRun run) throws InterruptedException;
    }

    @Override
    public String title() {
        String given = arguments.isEmpty() ? "" : " " + arguments;
        return name + (given.length() <= LONGEST ? given : given.substring(0, LONGEST) + "…");
    }

    @Override
    public Set<Path> reads() {
        return Set.of(Path.of("/"));
    }

    @Override
    public ToolOutput run(ToolRun run) throws InterruptedException {
        try {
            return work.run(run);
        } catch (McpException failure) {
            throw new ToolException(String.valueOf(failure.getMessage()), failure.detail());
        }
    }
}
