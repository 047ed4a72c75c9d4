package dev.podd.pod;

import dev.podd.item.Part;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person writes to say a prompt of an MCP server: {@code /mcp.server.prompt}, then its arguments, by name
 * ({@code city=Paris}, {@code city="New York"}) or in their order, the last one up to the end.
 */
final class PromptCommand {
    private static final Pattern WORD = Pattern
            .compile("(?:([\\w.-]+)=)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))(?=\\s|$)|(\\S+)");
    /** How long a server that is starting is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ToolBox tools;
    private final UnaryOperator<String> redaction;

    /** @param redaction hides what must not be shown to a model */
    PromptCommand(ToolBox tools, UnaryOperator<String> redaction) {
        this.tools = tools;
        this.redaction = redaction;
    }

    /**
     * The input with what its prompt says, if it begins with one; what else it has follows.
     *
     * @throws PodException.InvalidInput there is no such prompt, its arguments do not fit, or the server does not give it
     */
    List<Part> said(List<Part> input) throws InterruptedException {
        if (input.isEmpty() || !(input.getFirst() instanceof Part.Text text)
                || !text.text().startsWith(PromptOffer.PREFIX)
                || !tools.hasSources()) {
            return input;
        }
        String[] words = text.text().strip().split("\\s+", 2);
        String command = words[0];
        tools.await(PATIENCE);
        Optional<ServerPrompt> prompt = find(command);
        if (prompt.isEmpty()) {
            refuseUnknown(command);
            return input;
        }
        try {
            List<Part> said = new ArrayList<>();
            prompt.get().parts(arguments(prompt.get().offer(), words.length < 2 ? "" : words[1]))
                    .forEach(part -> said.add(part instanceof Part.Text given
                            ? new Part.Text(redaction.apply(given.text())) : part));
            said.addAll(input.subList(1, input.size()));
            return said;
        } catch (ToolException failure) {
            throw new PodException.InvalidInput(command + ": " + failure.getMessage());
        }
    }

    private Optional<ServerPrompt> find(String command) {
        return tools.prompts().stream().filter(each -> command.equals(PromptOffer.PREFIX + each.offer().name()))
                .findFirst();
    }

    /** A text that merely begins alike, such as a path, is no command: what is meant for a server names one. */
    private void refuseUnknown(String command) {
        String name = command.substring(PromptOffer.PREFIX.length());
        String server = name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : name + ".";
        List<String> its = tools.prompts().stream().map(each -> each.offer().name())
                .filter(each -> each.startsWith(server)).map(each -> PromptOffer.PREFIX + each).toList();
        if (!its.isEmpty()) {
            throw new PodException.InvalidInput("there is no prompt " + command + "; the server has "
                    + String.join(", ", its));
        }
    }

    private static Map<String, String> arguments(ServerPrompt.Offer prompt, String said) {
        Map<String, ServerPrompt.Argument> open = new LinkedHashMap<>();
        prompt.arguments().forEach(each -> open.put(each.name(), each));
        Map<String, String> given = new HashMap<>();
        Matcher words = WORD.matcher(said);
        for (int at = 0; words.find(at) && !said.substring(at).isBlank(); at = words.end()) {
            String name = words.group(1);
            if (name != null && open.remove(name) != null) {
                given.put(name, value(words));
                continue;
            }
            if (open.isEmpty()) {
                throw new PodException.InvalidInput(command(prompt) + ": \"" + said.substring(words.start())
                        + "\" is more than it takes; " + usage(prompt));
            }
            String next = open.keySet().iterator().next();
            open.remove(next);
            if (open.isEmpty()) {
                given.put(next, unquoted(said.substring(words.start()).strip()));
                break;
            }
            given.put(next, name == null ? value(words) : words.group());
        }
        String missing = open.values().stream().filter(ServerPrompt.Argument::required)
                .map(ServerPrompt.Argument::name).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new PodException.InvalidInput(command(prompt) + ": " + missing + " is missing; " + usage(prompt));
        }
        return given;
    }

    private static String value(Matcher word) {
        String quoted = word.group(2);
        return quoted != null ? quoted.replaceAll("\\\\(.)", "$1")
                : word.group(3) != null ? word.group(3) : word.group(4);
    }

    private static String unquoted(String rest) {
        Matcher whole = WORD.matcher(rest);
        return whole.matches() && whole.group(1) == null ? value(whole) : rest;
    }

    private static String command(ServerPrompt.Offer prompt) {
        return PromptOffer.PREFIX + prompt.name();
    }

    private static String usage(ServerPrompt.Offer prompt) {
        return prompt.arguments().isEmpty() ? "it takes nothing"
                : "write " + command(prompt) + " " + prompt.usage();
    }
}
