package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person may say by a command. */
public final class PromptTypes {
    private PromptTypes() {}

    /** Of which folder. */
    public record PromptListParams(@Nullable String workspaceFolder) {}

    /** Prompts of MCP servers. */
    public record PromptListResult(List<WirePrompt> prompts) {}

    /** A prompt of an MCP server. */
    public record WirePrompt(String command, String description, List<WirePromptArgument> arguments) {}

    /** What a prompt is given. */
    public record WirePromptArgument(String name, String description, boolean required) {}
}
