package dev.podd.pod;

import dev.podd.tool.ServerPrompt;
import java.util.List;

/**
 * A prompt of an MCP server that a person may say.
 *
 * @param command     what is written
 * @param description in the server's words; empty for nothing
 * @param usage       how its arguments are written, those that may be left out in brackets; empty for none
 */
public record PromptOffer(String command, String description, String usage, List<Argument> arguments) {
    /** What a command begins with whose prompt a server is asked for. */
    public static final String PREFIX = "/mcp.";

    public PromptOffer {
        arguments = List.copyOf(arguments);
    }

    /**
     * What a prompt is given.
     *
     * @param description in the server's words; empty for nothing
     * @param isRequired  whether the prompt is not given without it
     */
    public record Argument(String name, String description, boolean isRequired) {}

    static PromptOffer of(ServerPrompt.Offer offer) {
        return new PromptOffer(PREFIX + offer.name(), offer.description(), offer.usage(),
                offer.arguments().stream().map(each -> new Argument(each.name(), each.description(), each.required()))
                        .toList());
    }
}
