package dev.podd.lsp.plain;

/**
 * A prompt of an MCP server.
 *
 * @param command   what is written
 * @param arguments how they are written behind it; empty for none
 * @param meaning   what it is for, in its server's words; empty for nothing
 */
public record PromptOffer(String command, String arguments, String meaning) {
    /** All that there is to say of it. */
    String words() {
        return arguments.isEmpty() || meaning.isEmpty() ? arguments + meaning : arguments + " · " + meaning;
    }
}
