package dev.podd.manifest;

import dev.podd.manifest.Shape.Decimal;
import dev.podd.manifest.Shape.Flag;
import dev.podd.manifest.Shape.ListOf;
import dev.podd.manifest.Shape.Named;
import dev.podd.manifest.Shape.OneOf;
import dev.podd.manifest.Shape.OrFalse;
import dev.podd.manifest.Shape.Table;
import dev.podd.manifest.Shape.Text;
import dev.podd.manifest.Shape.WholeNumber;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All keys of a manifest, what may stand there, and what they are for. */
final class ManifestShape {
    /** Points at which a command may look. */
    static final List<String> HOOK_POINTS = List.of("on_prompt_submit", "pre_request", "pre_tool_call",
            "post_tool_call", "on_turn_end", "on_abort");
    /** Old spellings, by the dotted path of their table. */
    static final Map<String, Map<String, String>> ALIASES = Map.of("worker", Map.of("max_turns", "max_requests"),
            "compaction", Map.of("compact_threshold", "request_threshold", "compact_retained_turns",
                    "retained_turns"),
            "hooks", Map.of("pre_llm_request", "pre_request"));

    private static final Shape TEXT = new Text("text");
    private static final Shape PATH = new Text("a path");
    private static final Shape SECONDS = new Decimal(0.001, 86_400);
    private static final Shape WORDS = new ListOf(TEXT);
    private static final Shape COUNT = new WholeNumber(0);
    private static final Shape SOME = new WholeNumber(1);

    static final Table MANIFEST = new Table(keys(key("pod", pod(), "Who this Pod is."),
            key("provider", provider(), "Which model answers."), key("worker", worker(), "How a turn runs."),
            key("scope", scope(), "Which paths the Pod may read and write."),
            key("tools", tools(), "Which tools the model is offered."),
            key("permissions", new ListOf(permission()),
                    "Which tool calls run, are asked about, or are refused; any deny wins, else the last match."),
            key("hooks", hooks(), "Commands that look at points of a turn and may decide."),
            key("mcp", new Named("servers by name", mcp()), "MCP servers that bring tools."),
            key("compaction", new OrFalse(compaction()), "When and how old history is shortened; false for never.")));

    private ManifestShape() {}

    private static Shape pod() {
        return new Table(keys(key("name", TEXT, "Its name, as editors show it."),
                key("description", TEXT, "What it is good for, in a sentence."),
                key("pwd", PATH, "Working directory; relative to this file's folder. Default: the workspace folder.")));
    }

    private static Shape provider() {
        Shape timeouts = new Table(keys(key("connect", SECONDS, "Seconds to connect; 10."),
                key("first_byte", SECONDS, "Seconds until the answer begins; 60."),
                key("silence", SECONDS, "Seconds without a byte in the middle of an answer; 120.")));
        Shape retry = new Table(keys(key("attempts", SOME, "Tries of a request in all; 5."),
                key("max_seconds", new Decimal(0, 86_400), "No retry begins later than this; 60.")));
        return new Table(keys(
                key("kind", new OneOf(Arrays.stream(ProviderKind.values()).map(ProviderKind::word).toList()),
                        "How the model is spoken to."),
                key("model", TEXT, "The model, as its provider spells it."),
                key("base_url", new Text("an http or https URL"),
                        "What stands before /messages, /responses, /chat/completions."),
                key("api_key_env", TEXT, "Environment variable that holds the key; looked at first."),
                key("api_key_file", PATH, "File that holds the key; relative to this file's folder."),
                key("headers", new Named("HTTP headers", TEXT), "Further HTTP headers."),
                key("context_window", SOME, "Tokens that prompt and answer may have together."),
                key("timeouts", timeouts, "Time limits in seconds."),
                key("retry", retry, "How often a request that failed is made again.")));
    }

    private static Shape worker() {
        Shape toolOutput = new Table(
                keys(key("default_max_bytes", SOME, "Bytes of a tool result that the model gets; 16384."),
                        key("per_tool", new Named("bytes by tool", SOME), "The same, for tools by name.")));
        return new Table(keys(key("system_prompt", TEXT, "Template of the system prompt."),
                key("system_prompt_file", PATH, "File that holds it; relative to this file's folder."),
                key("max_tokens", SOME, "Tokens of an answer."),
                key("temperature", new Decimal(0, 2), "How much chance there is in an answer."),
                key("top_p", new Decimal(0, 1), "Share of likely words that are considered."),
                key("stop", WORDS, "Texts at which the model stops."),
                key("reasoning", new OneOf(List.of("low", "medium", "high")), "How long the model may think."),
                key("continue_truncated", new Flag(), "Whether an answer cut by its token limit goes on, once; true."),
                key("append", new Flag(), "Whether scope and AGENTS.md follow a template that uses neither; true."),
                key("max_requests", new OrFalse(SOME), "Requests that a turn may make; 100."),
                key("tool_output", toolOutput, "How much of a tool's output the model gets.")));
    }

    private static Shape scope() {
        Shape rule = new Table(keys(
                key("target", PATH, "A file or folder; relative to the working directory. Or use name."),
                key("name", TEXT, "Glob on the last part of a path, in place of target."),
                new NamedKey("permission",
                        new Shape.Key(new OneOf(List.of("read", "write")), "What is allowed, or denied.", true)),
                key("recursive", new Flag(), "Whether it reaches below direct children; true.")));
        return new Table(keys(key("allow", new ListOf(rule), "What may be done; the highest that matches counts."),
                key("deny", new ListOf(rule), "What may not; always wins."), key("default_denies", new Flag(),
                        "Whether files that usually hold keys are denied by name; true.")));
    }

    private static Shape tools() {
        return new Table(keys(key("enabled", WORDS, "Only these tools."), key("disabled", WORDS, "Not these.")));
    }

    private static Shape permission() {
        return new Table(
                keys(new NamedKey("tool", new Shape.Key(TEXT, "Glob on the tool's name.", true)),
                        key("pattern", TEXT, "Glob on the path, or on the command."),
                        new NamedKey("action", new Shape.Key(new OneOf(List.of("allow", "ask", "deny")),
                                "What happens to a call that matches.", true))));
    }

    private static Shape hooks() {
        Shape hook = new Table(
                keys(new NamedKey("command",
                        new Shape.Key(TEXT, "Gets the view as JSON, answers a decision as JSON.", true)),
                        key("tools", WORDS, "Globs of the tools it is asked about; all if left out."),
                        key("timeout", SECONDS, "Seconds it may take; 10.")));
        return new Table(keys(HOOK_POINTS.stream().map(point -> key(point, new ListOf(hook), "Commands asked here."))
                .toArray(NamedKey[]::new)));
    }

    private static Shape mcp() {
        return new Table(keys(key("command", TEXT, "Program of a server that speaks over its pipes."),
                key("args", WORDS, "Its arguments."), key("env", new Named("variables", TEXT), "Its environment."),
                key("url", new Text("an http or https URL"), "Address of a server that speaks HTTP.")));
    }

    private static Shape compaction() {
        return new Table(keys(
                key("threshold", new OrFalse(SOME), "Tokens from which it starts between turns; 70 % of the window."),
                key("request_threshold", new OrFalse(SOME),
                        "Tokens from which a turn waits for it; 90 % of the window."),
                key("retained_turns", SOME, "Turns kept as they are, at most; 2."),
                key("retained_tokens", SOME, "Tokens kept as they are, at most; 8000."),
                key("prune", new Flag(), "Whether old tool results are left out of requests; true."),
                key("prune_protected_turns", COUNT, "Turns never pruned; 3."),
                key("prune_protected_tokens", COUNT, "Tokens at the end never pruned; 8000."),
                key("prune_min_savings", COUNT, "Tokens that pruning must save; 4096."),
                key("summary_max_tokens", SOME, "Tokens of a summary; 2048."),
                key("pinned_tokens", SOME, "Tokens of the person's own words that are kept."),
                key("files_tokens", SOME, "Tokens of recent files that follow a summary."),
                key("provider", provider(), "Which model writes summaries; the Pod's own if left out.")));
    }

    private record NamedKey(String name, Shape.Key key) {}

    private static NamedKey key(String name, Shape shape, String doc) {
        return new NamedKey(name, new Shape.Key(shape, doc, false));
    }

    private static Map<String, Shape.Key> keys(NamedKey... keys) {
        Map<String, Shape.Key> byName = new LinkedHashMap<>();
        for (NamedKey each : keys) {
            byName.put(each.name(), each.key());
        }
        return byName;
    }
}
