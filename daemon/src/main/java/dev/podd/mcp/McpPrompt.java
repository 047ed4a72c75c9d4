package dev.podd.mcp;

import dev.podd.item.Part;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.ToolException;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A prompt of an MCP server, named {@code server.prompt}. */
final class McpPrompt implements ServerPrompt {
    private final McpServer server;
    private final ToolList.OfferedPrompt prompt;

    McpPrompt(McpServer server, ToolList.OfferedPrompt prompt) {
        this.server = server;
        this.prompt = prompt;
    }

    /** @param server its name */
    static Offer offer(String server, ToolList.OfferedPrompt prompt) {
        return new Offer(server + "." + prompt.name().strip().replaceAll("\\s+", "_"), prompt.description(),
                prompt.arguments());
    }

    @Override
    public Offer offer() {
        return offer(server.name(), prompt);
    }

    @Override
    public List<Part> parts(Map<String, String> arguments) throws InterruptedException {
        try {
            List<Part> parts = parts(server.prompt(prompt.name(), new HashMap<>(arguments)));
            if (parts.isEmpty()) {
                throw new ToolException("MCP server " + server.name() + " gave a prompt that says nothing");
            }
            return parts;
        } catch (McpException failure) {
            throw new ToolException(failure.inOneLine());
        }
    }

    /** All that a prompt holds is one message of the person; where it plays both sides, each is named. */
    private static List<Part> parts(McpSchema.GetPromptResult result) {
        List<McpSchema.PromptMessage> messages = Objects.requireNonNullElse(result.messages(), List.of());
        boolean isDialogue = messages.stream().anyMatch(each -> each.role() == McpSchema.Role.ASSISTANT);
        List<Part> parts = new ArrayList<>();
        for (McpSchema.PromptMessage each : messages) {
            String speaker = !isDialogue ? "" : each.role() == McpSchema.Role.ASSISTANT ? "Assistant: " : "User: ";
            Part part = part(each.content(), speaker);
            if (part instanceof Part.Text text && !parts.isEmpty() && parts.getLast() instanceof Part.Text before) {
                parts.set(parts.size() - 1, new Part.Text(before.text() + "\n\n" + text.text()));
            } else if (!(part instanceof Part.Text text && text.text().isBlank())) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Part part(McpSchema.@Nullable Content content, String speaker) {
        return McpImage.of(content).<Part>map(image -> image)
                .orElseGet(() -> new Part.Text(speaker + McpResult.text(content)));
    }
}
