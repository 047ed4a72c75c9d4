package dev.podd.manifest;

import dev.podd.permission.PermissionAction;
import dev.podd.permission.ToolRule;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
import dev.podd.search.Glob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Pod as its layers together declare it: paths absolute, defaults filled in. Each record is a section, each component
 * a key, spelled in snake_case there (semantics 2.2).
 */
public record Manifest(
        @Key("What the Pod is called, and where it works.") PodSection pod,
        @Key("The language model and how it is reached.") Provider provider,
        @Key("How the Pod works: prompt, limits, sampling.") Worker worker,
        @Key("Which paths the Pod may read and write.") ScopeSection scope,
        @Key("Which tools the model is offered.") Tools tools,
        @Key("How commands of the shell tool and of hooks run.") Commands commands,
        @Key(value = "Within what bounds commands of the shell tool run.", shorthand = "mode") SandboxSection sandbox,
        @Key("Which tool calls run, ask or are refused.") List<PermissionRule> permissions,
        @Key("Commands that are asked at points of a turn.") Hooks hooks,
        @Key("MCP servers by name, whose tools are offered as name.tool.") Map<String, McpServer> mcp,
        @Key("What bounds the tool fetch, which reads pages of the web; it is offered where tools.enabled names it.") Fetch fetch,
        @Key(value = "When and how old history is shortened; false for never.",
                mayBeFalse = true) Compaction compaction,
        @Key(value = "How much is kept of what files held before and after each change, which rewinds need; counts in your own pod.toml alone.",
                isOfPerson = true) CheckpointSection checkpoints) {
    public Manifest {
        permissions = List.copyOf(permissions);
        mcp = ordered(mcp);
    }

    /** Environment variables that this manifest says hold keys: no command that the Pod runs may see them. */
    public Set<String> keyVariables() {
        return Stream.of(provider, compaction.provider()).filter(Objects::nonNull).map(Provider::apiKeyEnv)
                .filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    /** Files that hold keys: no tool of the Pod may read them. */
    public List<Path> keyFiles() {
        return Stream.of(provider, compaction.provider()).filter(Objects::nonNull).map(Provider::apiKeyFile)
                .filter(Objects::nonNull).toList();
    }

    /** Name, description, place; a null {@code pwd} is the workspace folder. */
    public record PodSection(
            @Key("The name that editors show.") @Nullable String name,
            @Key("What the Pod is for.") @Nullable String description,
            @Key("Working directory; the workspace folder if left out.") @Nullable Path pwd) {}

    /** A language model and the way to it. A null kind: the first whose usual key is there, else offline. */
    public record Provider(
            @Key("Whose API is spoken.") @Nullable ProviderKind kind,
            @Key("The model's name as the provider spells it.") @Nullable String model,
            @Key(value = "What stands before /messages, /responses or /chat/completions.",
                    form = Key.Form.URL) @Nullable String baseUrl,
            @Key(value = "Environment variable that holds the key.", form = Key.Form.VARIABLE,
                    mayHoldSecret = true) @Nullable String apiKeyEnv,
            @Key(value = "File that holds the key and nothing else.", mayHoldSecret = true) @Nullable Path apiKeyFile,
            @Key(value = "Headers sent with every request.", mayHoldSecret = true) Map<String, String> headers,
            @Key(value = "Tokens that prompt and answer may have together.", atLeast = 1) @Nullable Long contextWindow,
            @Key("What this model's tokens cost, in US dollars a million.") @Nullable Price price,
            @Key("How long to wait, in seconds.") Timeouts timeouts,
            @Key("What happens to a request that failed for a reason that may pass.") Retry retry) {
        public Provider {
            headers = ordered(headers);
        }

        /** Without the headers' values, which may be secret. */
        @Override
        public String toString() {
            return "Provider[kind=" + kind + ", model=" + model + ", baseUrl=" + baseUrl + ", apiKeyEnv=" + apiKeyEnv
                    + ", apiKeyFile=" + apiKeyFile + ", headers=" + headers.keySet() + ", contextWindow="
                    + contextWindow + ", price=" + price + ", timeouts=" + timeouts + ", retry=" + retry + "]";
        }
    }

    /** Dollars for a million tokens; what is known of a vendor's own model is left aside then. */
    public record Price(
            @Key(value = "Of the prompt.", isRequired = true, atLeast = 0) Double input,
            @Key(value = "Of the answer.", isRequired = true, atLeast = 0) Double output,
            @Key(value = "Of the part of the prompt that comes from the cache; as input if left out.",
                    atLeast = 0) @Nullable Double cacheRead,
            @Key(value = "Of the part of the prompt that is written to the cache; as input if left out.",
                    atLeast = 0) @Nullable Double cacheWrite) {}

    /** How long a model is waited for. */
    public record Timeouts(
            @Key(value = "For the connection.", otherwise = "10") Duration connect,
            @Key(value = "For the first byte of the answer.", otherwise = "60") Duration firstByte,
            @Key(value = "Between two bytes of the answer; heartbeats alone are waited for five times as long.",
                    otherwise = "120") Duration silence) {}

    /** How often, and how long, a request is tried. */
    public record Retry(
            @Key(value = "Tries in all.", otherwise = "5", atLeast = 1, atMost = 100) int attempts,
            @Key(value = "No try begins later than this after the first failed.",
                    otherwise = "60") Duration maxSeconds) {}

    /** Prompt, limits and sampling. A null sampling value is the provider's own. */
    public record Worker(
            @Key(value = "Template of the system prompt.", form = Key.Form.TEMPLATE) @Nullable String systemPrompt,
            @Key(value = "File that holds the template.", insteadOf = "system_prompt") @Nullable Path systemPromptFile,
            @Key(value = "Tokens that one answer may have.", atLeast = 1,
                    atMost = Integer.MAX_VALUE) @Nullable Integer maxTokens,
            @Key(value = "Sampling temperature.", atLeast = 0, atMost = 2) @Nullable Double temperature,
            @Key(value = "Nucleus sampling.", atLeast = 0, atMost = 1) @Nullable Double topP,
            @Key("Texts at which the model stops.") List<String> stop,
            @Key("How much the model thinks: low, medium, high or what the provider calls it.") @Nullable String reasoning,
            @Key(value = "Continue, once, an answer that was cut by the token limit.",
                    otherwise = "true") boolean continueTruncated,
            @Key(value = "Append scope and AGENTS.md to a prompt that does not use them.",
                    otherwise = "true") boolean append,
            @Key(value = "Requests that one turn may make; false for no limit.", otherwise = "100",
                    aliases = "max_turns") Limit maxRequests,
            @Key("How much of a tool's output the model gets.") ToolOutput toolOutput) {
        public Worker {
            stop = List.copyOf(stop);
        }
    }

    /** Bytes of a tool result's body that the model gets. */
    public record ToolOutput(
            @Key(value = "Bytes, for every tool not named below.", otherwise = "16384", atLeast = 0,
                    atMost = Integer.MAX_VALUE) int defaultMaxBytes,
            @Key(value = "Bytes by name of tool.", atLeast = 0, atMost = Integer.MAX_VALUE) Map<String,
                    Integer> perTool) {
        public ToolOutput {
            perTool = ordered(perTool);
        }

        public int maxBytes(String tool) {
            return perTool.getOrDefault(tool, defaultMaxBytes);
        }
    }

    /** Rules as written; {@link Loaded#scope()} is what they make. */
    public record ScopeSection(
            @Key("What may be read or written; rules of all layers together.") List<PathRule> allow,
            @Key("What may not; a matching deny always wins.") List<PathRule> deny,
            @Key(value = "Deny reading .env, *.pem, id_rsa and other files that hold keys.",
                    otherwise = "true") boolean defaultDenies) {
        public ScopeSection {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    /** A scope rule: about a place, or about all paths whose last part looks so. */
    public record PathRule(
            @Key(value = "A folder or file; relative to the working directory.",
                    form = Key.Form.TARGET) @Nullable String target,
            @Key(value = "Glob on the last part of a path.", form = Key.Form.GLOB, insteadOf = "target",
                    isRequired = true) @Nullable String name,
            @Key(value = "write includes read; denying write leaves read.", isRequired = true) Permission permission,
            @Key(value = "Also below the direct children of target.", otherwise = "true") boolean recursive) {
        public ScopeRule toScope() {
            return new ScopeRule(target, permission, recursive, name);
        }
    }

    /** Names of tools; a null {@code enabled} is all that are on by themselves. */
    public record Tools(
            @Key(value = "The tools that are offered, as names or globs such as github.*; if left out, all the usual ones and"
                    + " those of MCP servers.", form = Key.Form.NAMES) @Nullable List<String> enabled,
            @Key(value = "Tools that are not offered, as names or globs.", form = Key.Form.NAMES) List<String> disabled,
            @Key(value = "Hide what looks like a key or a token in what tools send to the model.",
                    otherwise = "true") boolean redactSecrets) {
        public Tools {
            enabled = enabled == null ? null : List.copyOf(enabled);
            disabled = List.copyOf(disabled);
        }

        /** @param isOnByItself whether it is offered where no manifest names it */
        public boolean offers(String tool, boolean isOnByItself) {
            return disabled.stream().noneMatch(name -> names(name, tool))
                    && (enabled == null ? isOnByItself : enabled.stream().anyMatch(name -> names(name, tool)));
        }

        private static boolean names(String glob, String tool) {
            return Glob.of(glob).matches(tool);
        }
    }

    /** Under what commands run. */
    public record Commands(
            @Key("Names of environment variables that commands see besides the usual ones.") List<String> environment,
            @Key(value = "Commands cannot read the environment and memory of other processes; false lets them also gain"
                    + " rights, as sudo does.", otherwise = "true") boolean isolated) {
        public Commands {
            environment = List.copyOf(environment);
        }
    }

    /** Bounds of commands, beside the scope, which binds them too. */
    public record SandboxSection(
            @Key(value = "on: a command that a sandbox holds runs without a question in a trusted workspace; ask: the person is"
                    + " asked about each; off: commands may do what the person may.",
                    otherwise = "\"on\"") SandboxMode mode,
            @Key(value = "Whether commands may use the network.", otherwise = "false") boolean network,
            @Key(value = "Folders and files outside the scope that commands may read, besides those of the system and"
                    + " caches.", form = Key.Form.TARGET) List<String> readable,
            @Key(value = "Folders and files outside the scope that commands may write, such as a cache of a build.",
                    form = Key.Form.TARGET) List<String> writable,
            @Key(value = "Folders of toolchains in the home folder, which commands may read.", form = Key.Form.TARGET,
                    otherwise = ToolchainCaches.USUAL) List<String> caches) {
        public SandboxSection {
            readable = List.copyOf(readable);
            writable = List.copyOf(writable);
            caches = List.copyOf(caches);
        }
    }

    /** What happens to the tool calls that it matches. */
    public record PermissionRule(
            @Key(value = "Glob on the tool's name.", isRequired = true, form = Key.Form.NAMES) String tool,
            @Key(value = "Glob on the path, relative to the working directory or absolute; or on each command of a command"
                    + " line, by its words: * is any characters, as the last word any words or none. What it denies to"
                    + " read, glob, grep and list leave out too.",
                    form = Key.Form.GLOB) @Nullable String pattern,
            @Key(value = "allow, review (do it now, to be kept or undone later), ask the person, or deny.",
                    isRequired = true) PermissionAction action) {
        ToolRule toToolRule() {
            return new ToolRule(tool, pattern, action);
        }
    }

    /** Commands by hook point. */
    public record Hooks(
            @Key("After the input is recorded: continue, refuse.") List<HookRule> onPromptSubmit,
            @Key(value = "Continue, cancel or yield a request.", aliases = "pre_llm_request") List<HookRule> preRequest,
            @Key("Before a tool call: continue, deny, abort, pause.") List<HookRule> preToolCall,
            @Key("After a tool call: continue, abort.") List<HookRule> postToolCall,
            @Key("When no more tools are called: finish, continue_with, pause.") List<HookRule> onTurnEnd,
            @Key("After a cancel, an abort or an error.") List<HookRule> onAbort) {
        public Hooks {
            onPromptSubmit = List.copyOf(onPromptSubmit);
            preRequest = List.copyOf(preRequest);
            preToolCall = List.copyOf(preToolCall);
            postToolCall = List.copyOf(postToolCall);
            onTurnEnd = List.copyOf(onTurnEnd);
            onAbort = List.copyOf(onAbort);
        }
    }

    /** A command that gets a view as JSON and answers a decision as JSON. */
    public record HookRule(
            @Key(value = "Command line for the system's shell.", isRequired = true,
                    form = Key.Form.SHELL) String command,
            @Key(value = "Globs on the names of the tools it is about; all if left out.",
                    form = Key.Form.NAMES) List<String> tools,
            @Key(value = "Seconds it may take.", otherwise = "10") Duration timeout) {
        public HookRule {
            tools = List.copyOf(tools);
        }
    }

    /** An MCP server: a command that is started, or a URL. */
    public record McpServer(
            @Key(value = "The program to start.", form = Key.Form.COMMAND) @Nullable String command,
            @Key("Its arguments.") List<String> args,
            @Key(value = "Its environment, beside the usual; ${NAME} stands for a variable of yours.",
                    mayHoldSecret = true) Map<String, String> env,
            @Key(value = "Where it listens.", form = Key.Form.URL,
                    insteadOf = "command", isRequired = true) @Nullable String url,
            @Key(value = "Headers sent with every request to url; ${NAME} stands for a variable of yours.",
                    mayHoldSecret = true) Map<String, String> headers,
            @Key(value = "Seconds until it must answer for the first time.", otherwise = "30") Duration startTimeout,
            @Key(value = "Seconds that a call may take without a sign of progress.",
                    otherwise = "120") Duration timeout) {
        public McpServer {
            args = List.copyOf(args);
            env = ordered(env);
            headers = ordered(headers);
        }

        /** Without the values of environment and headers, which may be secret. */
        @Override
        public String toString() {
            return "McpServer[command=" + command + ", args=" + args + ", env=" + env.keySet() + ", url=" + url
                    + ", headers=" + headers.keySet() + ", startTimeout=" + startTimeout + ", timeout=" + timeout
                    + "]";
        }
    }

    /** What bounds the tool {@code fetch}. */
    public record Fetch(
            @Key("Hosts that are reached though their addresses are private, as URLs name them.") List<
                    String> privateHosts,
            @Key(value = "Seconds that a page may take, redirects included.", otherwise = "30") Duration timeout) {
        public Fetch {
            privateHosts = List.copyOf(privateHosts);
        }
    }

    /** When old history is summarised and old tool output left out. A null threshold is a share of the model's window. */
    public record Compaction(
            @Key("Tokens over which a summary is made between turns, beside the work; false for never.") @Nullable Limit threshold,
            @Key(value = "Tokens over which a turn waits for a summary; false for never.",
                    aliases = "compact_threshold") @Nullable Limit requestThreshold,
            @Key(value = "Newest turns that stay as they are, at most.", otherwise = "2", atLeast = 1,
                    atMost = 1_000_000, aliases = "compact_retained_turns") int retainedTurns,
            @Key(value = "Tokens of newest history that stay as they are, at most.", otherwise = "8000", atLeast = 0,
                    atMost = Integer.MAX_VALUE) int retainedTokens,
            @Key(value = "Leave old tool output out of requests.", otherwise = "true") boolean prune,
            @Key(value = "Newest turns whose tool output stays.", otherwise = "3", atLeast = 0,
                    atMost = 1_000_000) int pruneProtectedTurns,
            @Key(value = "Tokens of newest history whose tool output stays.", otherwise = "8000", atLeast = 0,
                    atMost = Integer.MAX_VALUE) int pruneProtectedTokens,
            @Key(value = "Tokens that leaving out must save.", otherwise = "4096", atLeast = 0,
                    atMost = Integer.MAX_VALUE) int pruneMinSavings,
            @Key(value = "Tokens that a summary may have.", otherwise = "2048", atLeast = 1,
                    atMost = Integer.MAX_VALUE) int summaryMaxTokens,
            @Key(value = "Tokens of the person's own words that a summary carries.", atLeast = 0,
                    atMost = Integer.MAX_VALUE) @Nullable Integer pinnedTokens,
            @Key(value = "Tokens of recently touched files that follow a summary.", atLeast = 0,
                    atMost = Integer.MAX_VALUE) @Nullable Integer filesTokens,
            @Key("The model that summarises; what it leaves out comes from the Pod's own, unless it names another kind.") @Nullable Provider provider) {
        private static final int SHARE = 70;
        private static final int REQUEST_SHARE = 90;

        /** Tokens over which a summary is made between turns; null for never. */
        public @Nullable Long thresholdFor(@Nullable Long contextWindow) {
            return tokens(threshold, contextWindow, SHARE);
        }

        /** Tokens over which a turn waits for a summary; null for never. */
        public @Nullable Long requestThresholdFor(@Nullable Long contextWindow) {
            return tokens(requestThreshold, contextWindow, REQUEST_SHARE);
        }

        private static @Nullable Long tokens(@Nullable Limit limit, @Nullable Long window, int share) {
            if (limit != null) {
                return limit.value();
            }
            return window == null ? null : Long.valueOf(window * share / 100);
        }
    }

    /** For all sessions of the person. */
    public record CheckpointSection(
            @Key(value = "Megabytes (of 1048576 bytes) that the checkpoints of all sessions may take; over it, those of the sessions that went on longest ago are dropped, but never those of an open one. 0 keeps none of a closed session.",
                    otherwise = "1024", atLeast = 0, atMost = Integer.MAX_VALUE) int quotaMb) {
        /** In bytes. */
        public long quota() {
            return (long) quotaMb << 20;
        }
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
