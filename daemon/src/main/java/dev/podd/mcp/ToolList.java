package dev.podd.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.ToolKind;
import dev.podd.tool.ServerPrompt;
import java.util.List;

/**
 * What a server offers, as it is kept from one start to the next.
 *
 * @param hasResources whether it has resources that can be read
 */
record ToolList(List<Offer> tools, List<OfferedPrompt> prompts, boolean hasResources) {
    ToolList {
        tools = List.copyOf(tools);
        prompts = List.copyOf(prompts);
    }

    /**
     * A tool of a server.
     *
     * @param name        as the server has it
     * @param description for the model
     * @param schema      of the arguments, in a form that every provider takes
     * @param kind        as the server says; decides nothing but the sign that an editor shows
     */
    record Offer(String name, String description, JsonNode schema, ToolKind kind) {}

    /** A prompt of a server, as the server has it. */
    record OfferedPrompt(String name, String description, List<ServerPrompt.Argument> arguments) {
        OfferedPrompt {
            arguments = List.copyOf(arguments);
        }
    }
}
