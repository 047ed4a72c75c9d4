package dev.podd.tool;

import dev.podd.item.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Text that another program writes for a person to send: a prompt of an MCP server. Safe on every thread. */
public interface ServerPrompt {
    Offer offer();

    /**
     * Asks the server for what the person says by it.
     *
     * @param arguments by name
     * @throws ToolException        the server does not give it; the message says why
     * @throws InterruptedException the caller was interrupted
     */
    List<Part> parts(Map<String, String> arguments) throws InterruptedException;

    /**
     * What is known of a prompt without asking.
     *
     * @param name        {@code server.prompt}, without blanks
     * @param description for the person; empty when it has none
     */
    record Offer(String name, String description, List<Argument> arguments) {
        public Offer {
            arguments = List.copyOf(arguments);
        }

        /** How its arguments are written, those that may be left out in brackets; empty for none. */
        public String usage() {
            return arguments.stream().map(each -> each.required() ? each.name() + "=…" : "[" + each.name() + "=…]")
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * What a prompt is given.
     *
     * @param description for the person; empty when it has none
     * @param required    whether the prompt is not given without it
     */
    record Argument(String name, String description, boolean required) {}
}
