package dev.podd.manifest;

import dev.podd.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of a manifest. Written by ShapesTest from the records that it is bound to, with -Dgolden=write. */
final class Shapes {
    private static final Map<String, Shape.Entry> POD_SECTION_KEYS = entries(
            Shape.Entry.of("name", new Shape.Text(Key.Form.TEXT), "The name that editors show."),
            Shape.Entry.of("description", new Shape.Text(Key.Form.TEXT), "What the Pod is for."),
            Shape.Entry.of("pwd", new Shape.FilePath(), "Working directory; the workspace folder if left out."));
    private static final Map<String, Shape.Entry> PRICE_KEYS = entries(
            Shape.Entry.of("input", new Shape.Real(0.0, Double.POSITIVE_INFINITY), "Of the prompt.").required(),
            Shape.Entry.of("output", new Shape.Real(0.0, Double.POSITIVE_INFINITY), "Of the answer.").required(),
            Shape.Entry.of("cache_read", new Shape.Real(0.0, Double.POSITIVE_INFINITY),
                    "Of the part of the prompt that comes from the cache; as input if left out."),
            Shape.Entry.of("cache_write", new Shape.Real(0.0, Double.POSITIVE_INFINITY),
                    "Of the part of the prompt that is written to the cache; as input if left out."));
    private static final Map<String, Shape.Entry> TIMEOUTS_KEYS = entries(
            Shape.Entry.of("connect", new Shape.Seconds(), "For the connection.").otherwise(Json.read("10")),
            Shape.Entry.of("first_byte", new Shape.Seconds(), "For the first byte of the answer.")
                    .otherwise(Json.read("60")),
            Shape.Entry
                    .of("silence", new Shape.Seconds(),
                            "Between two bytes of the answer; heartbeats alone are waited for five times as long.")
                    .otherwise(Json.read("120")));
    private static final Map<String, Shape.Entry> RETRY_KEYS = entries(
            Shape.Entry.of("attempts", new Shape.Whole(1.0, 100.0), "Tries in all.").otherwise(Json.read("5")),
            Shape.Entry.of("max_seconds", new Shape.Seconds(), "No try begins later than this after the first failed.")
                    .otherwise(Json.read("60")));
    private static final Map<String, Shape.Entry> PROVIDER_KEYS = entries(
            Shape.Entry.of("kind",
                    new Shape.Word(List.of("anthropic", "openai", "openai-compatible", "gemini", "ollama", "editor",
                            "offline")),
                    "Whose API is spoken."),
            Shape.Entry.of("model", new Shape.Text(Key.Form.TEXT), "The model's name as the provider spells it."),
            Shape.Entry.of("base_url", new Shape.Text(Key.Form.URL),
                    "What stands before /messages, /responses or /chat/completions."),
            Shape.Entry.of("api_key_env", new Shape.Text(Key.Form.VARIABLE), "Environment variable that holds the key.")
                    .secret(),
            Shape.Entry.of("api_key_file", new Shape.FilePath(), "File that holds the key and nothing else.").secret(),
            Shape.Entry
                    .of("headers", new Shape.MapOf(new Shape.Text(Key.Form.TEXT)), "Headers sent with every request.")
                    .otherwise(Json.object()).secret(),
            Shape.Entry.of("context_window", new Shape.Whole(1.0, Double.POSITIVE_INFINITY),
                    "Tokens that prompt and answer may have together."),
            Shape.Entry.of("price", new Shape.Section(PRICE_KEYS, false, Optional.empty()),
                    "What this model's tokens cost, in US dollars a million."),
            Shape.Entry.of("timeouts", new Shape.Section(TIMEOUTS_KEYS, false, Optional.empty()),
                    "How long to wait, in seconds.").otherwise(Json.object()),
            Shape.Entry
                    .of("retry", new Shape.Section(RETRY_KEYS, false, Optional.empty()),
                            "What happens to a request that failed for a reason that may pass.")
                    .otherwise(Json.object()));
    private static final Map<String, Shape.Entry> TOOL_OUTPUT_KEYS = entries(
            Shape.Entry.of("default_max_bytes", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Bytes, for every tool not named below.").otherwise(Json.read("16384")),
            Shape.Entry
                    .of("per_tool", new Shape.MapOf(new Shape.Whole(0.0, Integer.MAX_VALUE)), "Bytes by name of tool.")
                    .otherwise(Json.object()));
    private static final Map<String, Shape.Entry> WORKER_KEYS = entries(
            Shape.Entry.of("system_prompt", new Shape.Text(Key.Form.TEMPLATE), "Template of the system prompt."),
            Shape.Entry.of("system_prompt_file", new Shape.FilePath(), "File that holds the template.")
                    .insteadOf("system_prompt"),
            Shape.Entry.of("max_tokens", new Shape.Whole(1.0, Integer.MAX_VALUE), "Tokens that one answer may have."),
            Shape.Entry.of("temperature", new Shape.Real(0.0, 2.0), "Sampling temperature."),
            Shape.Entry.of("top_p", new Shape.Real(0.0, 1.0), "Nucleus sampling."),
            Shape.Entry.of("stop", new Shape.ListOf(new Shape.Text(Key.Form.TEXT)), "Texts at which the model stops.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("reasoning", new Shape.Text(Key.Form.TEXT),
                    "How much the model thinks: low, medium, high or what the provider calls it."),
            Shape.Entry.of("continue_truncated", new Shape.Flag(),
                    "Continue, once, an answer that was cut by the token limit.").otherwise(Json.read("true")),
            Shape.Entry.of("append", new Shape.Flag(), "Append scope and AGENTS.md to a prompt that does not use them.")
                    .otherwise(Json.read("true")),
            Shape.Entry
                    .of("max_requests", new Shape.NumberOrFalse(),
                            "Requests that one turn may make; false for no limit.")
                    .otherwise(Json.read("100")).formerly("max_turns"),
            Shape.Entry.of("tool_output", new Shape.Section(TOOL_OUTPUT_KEYS, false, Optional.empty()),
                    "How much of a tool's output the model gets.").otherwise(Json.object()));
    private static final Map<String, Shape.Entry> PATH_RULE_KEYS = entries(
            Shape.Entry.of("target", new Shape.Text(Key.Form.TARGET),
                    "A folder or file; relative to the working directory."),
            Shape.Entry.of("name", new Shape.Text(Key.Form.GLOB), "Glob on the last part of a path.").required()
                    .insteadOf("target"),
            Shape.Entry.of("permission", new Shape.Word(List.of("read", "write")),
                    "write includes read; denying write leaves read.").required(),
            Shape.Entry.of("recursive", new Shape.Flag(), "Also below the direct children of target.")
                    .otherwise(Json.read("true")));
    private static final Map<String, Shape.Entry> SCOPE_SECTION_KEYS = entries(
            Shape.Entry
                    .of("allow", new Shape.ListOf(new Shape.Section(PATH_RULE_KEYS, false, Optional.empty())),
                            "What may be read or written; rules of all layers together.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("deny", new Shape.ListOf(new Shape.Section(PATH_RULE_KEYS, false, Optional.empty())),
                    "What may not; a matching deny always wins.").otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("default_denies", new Shape.Flag(),
                            "Deny reading .env, *.pem, id_rsa and other files that hold keys.")
                    .otherwise(Json.read("true")));
    private static final Map<String, Shape.Entry> TOOLS_KEYS = entries(
            Shape.Entry.of("enabled", new Shape.ListOf(new Shape.Text(Key.Form.NAMES)),
                    "The tools that are offered, as names or globs such as github.*; if left out, all the usual ones and those of MCP servers."),
            Shape.Entry
                    .of("disabled", new Shape.ListOf(new Shape.Text(Key.Form.NAMES)),
                            "Tools that are not offered, as names or globs.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("redact_secrets", new Shape.Flag(),
                            "Hide what looks like a key or a token in what tools send to the model.")
                    .otherwise(Json.read("true")));
    private static final Map<String, Shape.Entry> COMMANDS_KEYS = entries(
            Shape.Entry
                    .of("environment", new Shape.ListOf(new Shape.Text(Key.Form.TEXT)),
                            "Names of environment variables that commands see besides the usual ones.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("isolated", new Shape.Flag(),
                    "Commands cannot read the environment and memory of other processes; false lets them also gain rights, as sudo does.")
                    .otherwise(Json.read("true")));
    private static final Map<String, Shape.Entry> SANDBOX_SECTION_KEYS = entries(
            Shape.Entry.of("mode", new Shape.Word(List.of("on", "ask", "off")),
                    "on: a command that a sandbox holds runs without a question in a trusted workspace; ask: the person is asked about each; off: commands may do what the person may.")
                    .otherwise(Json.read("\"on\"")),
            Shape.Entry.of("network", new Shape.Flag(), "Whether commands may use the network.")
                    .otherwise(Json.read("false")),
            Shape.Entry.of("readable", new Shape.ListOf(new Shape.Text(Key.Form.TARGET)),
                    "Folders and files outside the scope that commands may read, besides those of the system and caches.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("writable", new Shape.ListOf(new Shape.Text(Key.Form.TARGET)),
                            "Folders and files outside the scope that commands may write, such as a cache of a build.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("caches", new Shape.ListOf(new Shape.Text(Key.Form.TARGET)),
                            "Folders of toolchains in the home folder, which commands may read.")
                    .otherwise(Json.read(
                            "[\"~/.m2/repository\", \"~/.m2/wrapper\", \"~/.gradle/caches\", \"~/.gradle/wrapper\", \"~/.sdkman/candidates\",\n\"~/.jdks\", \"~/.ivy2/cache\", \"~/.cache/coursier\", \"~/.sbt/boot\", \"~/.cargo/bin\", \"~/.cargo/registry\",\n\"~/.cargo/git\", \"~/.rustup\", \"~/.npm/_cacache\", \"~/.nvm\", \"~/.fnm\", \"~/.volta\", \"~/.bun/bin\",\n\"~/.bun/install\", \"~/.deno\", \"~/.cache/deno\", \"~/.cache/node\", \"~/.local/share/pnpm\", \"~/.cache/pnpm\",\n\"~/.cache/yarn\", \"~/.yarn/berry/cache\", \"~/.cache/pip\", \"~/.cache/uv\", \"~/.local/share/uv\",\n\"~/.local/pipx\", \"~/.local/share/pipx\", \"~/.pyenv\", \"~/.cache/pypoetry\", \"~/.conda/pkgs\", \"~/miniconda3\",\n\"~/anaconda3\", \"~/miniforge3\", \"~/.rbenv\", \"~/.rvm\", \"~/.gem/ruby\", \"~/.bundle/cache\", \"~/go/pkg\",\n\"~/go/bin\", \"~/.nuget/packages\", \"~/.dotnet\", \"~/.ghcup\", \"~/.cabal/packages\",\n\"~/.stack\", \"~/.opam\", \"~/.julia\", \"~/.mix\", \"~/.hex/packages\", \"~/.pub-cache\", \"~/.asdf\",\n\"~/.local/share/mise\", \"~/.local/bin\", \"~/.local/lib\"]\n")));
    private static final Map<String, Shape.Entry> PERMISSION_RULE_KEYS = entries(
            Shape.Entry.of("tool", new Shape.Text(Key.Form.NAMES), "Glob on the tool's name.").required(),
            Shape.Entry.of("pattern", new Shape.Text(Key.Form.GLOB),
                    "Glob on the path, relative to the working directory or absolute; or on each command of a command line, by its words: * is any characters, as the last word any words or none. What it denies to read, glob, grep and list leave out too."),
            Shape.Entry
                    .of("action", new Shape.Word(List.of("allow", "review", "ask", "deny")),
                            "allow, review (do it now, to be kept or undone later), ask the person, or deny.")
                    .required());
    private static final Map<String, Shape.Entry> HOOK_RULE_KEYS = entries(
            Shape.Entry.of("command", new Shape.Text(Key.Form.SHELL), "Command line for the system's shell.")
                    .required(),
            Shape.Entry
                    .of("tools", new Shape.ListOf(new Shape.Text(Key.Form.NAMES)),
                            "Globs on the names of the tools it is about; all if left out.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("timeout", new Shape.Seconds(), "Seconds it may take.").otherwise(Json.read("10")));
    private static final Map<String, Shape.Entry> HOOKS_KEYS = entries(
            Shape.Entry
                    .of("on_prompt_submit",
                            new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                            "After the input is recorded: continue, refuse.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("pre_request", new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                            "Continue, cancel or yield a request.")
                    .otherwise(Json.mapper().createArrayNode()).formerly("pre_llm_request"),
            Shape.Entry
                    .of("pre_tool_call", new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                            "Before a tool call: continue, deny, abort, pause.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("post_tool_call", new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                            "After a tool call: continue, abort.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("on_turn_end", new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                            "When no more tools are called: finish, continue_with, pause.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("on_abort", new Shape.ListOf(new Shape.Section(HOOK_RULE_KEYS, false, Optional.empty())),
                    "After a cancel, an abort or an error.").otherwise(Json.mapper().createArrayNode()));
    private static final Map<String, Shape.Entry> MCP_SERVER_KEYS = entries(
            Shape.Entry.of("command", new Shape.Text(Key.Form.COMMAND), "The program to start."),
            Shape.Entry.of("args", new Shape.ListOf(new Shape.Text(Key.Form.TEXT)), "Its arguments.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry
                    .of("env", new Shape.MapOf(new Shape.Text(Key.Form.TEXT)),
                            "Its environment, beside the usual; ${NAME} stands for a variable of yours.")
                    .otherwise(Json.object()).secret(),
            Shape.Entry.of("url", new Shape.Text(Key.Form.URL), "Where it listens.").required().insteadOf("command"),
            Shape.Entry
                    .of("headers", new Shape.MapOf(new Shape.Text(Key.Form.TEXT)),
                            "Headers sent with every request to url; ${NAME} stands for a variable of yours.")
                    .otherwise(Json.object()).secret(),
            Shape.Entry.of("start_timeout", new Shape.Seconds(), "Seconds until it must answer for the first time.")
                    .otherwise(Json.read("30")),
            Shape.Entry.of("timeout", new Shape.Seconds(), "Seconds that a call may take without a sign of progress.")
                    .otherwise(Json.read("120")));
    private static final Map<String, Shape.Entry> FETCH_KEYS = entries(
            Shape.Entry
                    .of("private_hosts", new Shape.ListOf(new Shape.Text(Key.Form.TEXT)),
                            "Hosts that are reached though their addresses are private, as URLs name them.")
                    .otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("timeout", new Shape.Seconds(), "Seconds that a page may take, redirects included.")
                    .otherwise(Json.read("30")));
    private static final Map<String, Shape.Entry> COMPACTION_KEYS = entries(
            Shape.Entry.of("threshold", new Shape.NumberOrFalse(),
                    "Tokens over which a summary is made between turns, beside the work; false for never."),
            Shape.Entry
                    .of("request_threshold", new Shape.NumberOrFalse(),
                            "Tokens over which a turn waits for a summary; false for never.")
                    .formerly("compact_threshold"),
            Shape.Entry
                    .of("retained_turns", new Shape.Whole(1.0, 1000000.0),
                            "Newest turns that stay as they are, at most.")
                    .otherwise(Json.read("2")).formerly("compact_retained_turns"),
            Shape.Entry.of("retained_tokens", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Tokens of newest history that stay as they are, at most.").otherwise(Json.read("8000")),
            Shape.Entry.of("prune", new Shape.Flag(), "Leave old tool output out of requests.")
                    .otherwise(Json.read("true")),
            Shape.Entry.of("prune_protected_turns", new Shape.Whole(0.0, 1000000.0),
                    "Newest turns whose tool output stays.").otherwise(Json.read("3")),
            Shape.Entry.of("prune_protected_tokens", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Tokens of newest history whose tool output stays.").otherwise(Json.read("8000")),
            Shape.Entry.of("prune_min_savings", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Tokens that leaving out must save.").otherwise(Json.read("4096")),
            Shape.Entry.of("summary_max_tokens", new Shape.Whole(1.0, Integer.MAX_VALUE),
                    "Tokens that a summary may have.").otherwise(Json.read("2048")),
            Shape.Entry.of("pinned_tokens", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Tokens of the person's own words that a summary carries."),
            Shape.Entry.of("files_tokens", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Tokens of recently touched files that follow a summary."),
            Shape.Entry.of("provider", new Shape.Section(PROVIDER_KEYS, false, Optional.empty()),
                    "The model that summarises; what it leaves out comes from the Pod's own, unless it names another kind."));
    private static final Map<String, Shape.Entry> CHECKPOINT_SECTION_KEYS = entries(
            Shape.Entry.of("quota_mb", new Shape.Whole(0.0, Integer.MAX_VALUE),
                    "Megabytes (of 1048576 bytes) that the checkpoints of all sessions may take; over it, those of the sessions that went on longest ago are dropped, but never those of an open one. 0 keeps none of a closed session.")
                    .otherwise(Json.read("1024")));
    private static final Map<String, Shape.Entry> MANIFEST_KEYS = entries(
            Shape.Entry.of("pod", new Shape.Section(POD_SECTION_KEYS, false, Optional.empty()),
                    "What the Pod is called, and where it works.").otherwise(Json.object()),
            Shape.Entry.of("provider", new Shape.Section(PROVIDER_KEYS, false, Optional.empty()),
                    "The language model and how it is reached.").otherwise(Json.object()),
            Shape.Entry.of("worker", new Shape.Section(WORKER_KEYS, false, Optional.empty()),
                    "How the Pod works: prompt, limits, sampling.").otherwise(Json.object()),
            Shape.Entry.of("scope", new Shape.Section(SCOPE_SECTION_KEYS, false, Optional.empty()),
                    "Which paths the Pod may read and write.").otherwise(Json.object()),
            Shape.Entry.of("tools", new Shape.Section(TOOLS_KEYS, false, Optional.empty()),
                    "Which tools the model is offered.").otherwise(Json.object()),
            Shape.Entry.of("commands", new Shape.Section(COMMANDS_KEYS, false, Optional.empty()),
                    "How commands of the shell tool and of hooks run.").otherwise(Json.object()),
            Shape.Entry.of("sandbox", new Shape.Section(SANDBOX_SECTION_KEYS, false, Optional.of("mode")),
                    "Within what bounds commands of the shell tool run.").otherwise(Json.object()),
            Shape.Entry.of("permissions",
                    new Shape.ListOf(new Shape.Section(PERMISSION_RULE_KEYS, false, Optional.empty())),
                    "Which tool calls run, ask or are refused.").otherwise(Json.mapper().createArrayNode()),
            Shape.Entry.of("hooks", new Shape.Section(HOOKS_KEYS, false, Optional.empty()),
                    "Commands that are asked at points of a turn.").otherwise(Json.object()),
            Shape.Entry.of("mcp", new Shape.MapOf(new Shape.Section(MCP_SERVER_KEYS, false, Optional.empty())),
                    "MCP servers by name, whose tools are offered as name.tool.").otherwise(Json.object()),
            Shape.Entry.of("fetch", new Shape.Section(FETCH_KEYS, false, Optional.empty()),
                    "What bounds the tool fetch, which reads pages of the web; it is offered where tools.enabled names it.")
                    .otherwise(Json.object()),
            Shape.Entry.of("compaction", new Shape.Section(COMPACTION_KEYS, true, Optional.empty()),
                    "When and how old history is shortened; false for never.").otherwise(Json.object()),
            Shape.Entry.of("checkpoints", new Shape.Section(CHECKPOINT_SECTION_KEYS, false, Optional.empty()),
                    "How much is kept of what files held before and after each change, which rewinds need; counts in your own pod.toml alone.")
                    .otherwise(Json.object()).ofPerson());

    static final Shape.Section MANIFEST = new Shape.Section(MANIFEST_KEYS, false, Optional.empty());
    static final Shape.Section PROVIDER = new Shape.Section(PROVIDER_KEYS, false, Optional.empty());

    private Shapes() {}

    private static Map<String, Shape.Entry> entries(Shape.Entry... entries) {
        Map<String, Shape.Entry> byName = new LinkedHashMap<>();
        for (Shape.Entry entry : entries) {
            byName.put(entry.name(), entry);
        }
        return byName;
    }
}
