package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.podd.json.Json;
import dev.podd.scope.ScopeRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Pod as its layers together declare it; paths are absolute, defaults are filled in where they are known without
 * the model. Each record is a section, each component a key (semantics 2.2).
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Manifest(PodSection pod, Provider provider, Worker worker, ScopeSection scope, Tools tools,
        List<PermissionRule> permissions, Map<String, List<HookRule>> hooks, Map<String, McpServer> mcp,
        Compaction compaction) {
    public Manifest {
        permissions = orEmpty(permissions);
        hooks = orEmpty(hooks);
        mcp = orEmpty(mcp);
    }

    /** {@code pwd}: absolute; null for the workspace folder. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PodSection(@Nullable String name, @Nullable String description, @Nullable String pwd) {}

    /** Which model answers. Without a kind, the first whose usual key is set, else {@code offline}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Provider(@Nullable ProviderKind kind, @Nullable String model, @Nullable String baseUrl,
            @Nullable String apiKeyEnv, @Nullable String apiKeyFile, Map<String, String> headers,
            @Nullable Long contextWindow, Timeouts timeouts, Retry retry) {
        public Provider {
            headers = orEmpty(headers);
            timeouts = timeouts == null ? new Timeouts(null, null, null) : timeouts;
            retry = retry == null ? new Retry(null, null) : retry;
        }
    }

    /** Seconds; null for 10, 60 and 120. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Timeouts(@Nullable Double connect, @Nullable Double firstByte, @Nullable Double silence) {
        public double connectSeconds() {
            return connect == null ? 10 : connect;
        }

        public double firstByteSeconds() {
            return firstByte == null ? 60 : firstByte;
        }

        public double silenceSeconds() {
            return silence == null ? 120 : silence;
        }
    }

    /** Tries in all, and how long they may go on; null for 5 and 60 s. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Retry(@Nullable Integer attempts, @Nullable Double maxSeconds) {
        public int tries() {
            return attempts == null ? 5 : attempts;
        }

        public double seconds() {
            return maxSeconds == null ? 60 : maxSeconds;
        }
    }

    /** {@code maxRequests}: a number, or false for no limit; null for 100. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Worker(@Nullable String systemPrompt, @Nullable String systemPromptFile,
            @Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP, List<String> stop,
            @Nullable String reasoning, @Nullable Boolean continueTruncated, @Nullable Boolean append,
            @Nullable JsonNode maxRequests, ToolOutput toolOutput) {
        private static final int MAX_REQUESTS = 100;

        public Worker {
            stop = orEmpty(stop);
            toolOutput = toolOutput == null ? new ToolOutput(null, Map.of()) : toolOutput;
        }

        /** Requests that a turn may make; null for no limit. */
        public @Nullable Integer requestLimit() {
            if (maxRequests == null) {
                return MAX_REQUESTS;
            }
            return maxRequests.isBoolean() ? null : maxRequests.intValue();
        }

        public boolean continuesTruncated() {
            return continueTruncated == null || continueTruncated;
        }

        public boolean appends() {
            return append == null || append;
        }
    }

    /** Bytes of a tool result's body that the model gets. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ToolOutput(@Nullable Integer defaultMaxBytes, Map<String, Integer> perTool) {
        private static final int MAX_BYTES = 16_384;

        public ToolOutput {
            perTool = orEmpty(perTool);
        }

        public int maxBytes(String tool) {
            return perTool.getOrDefault(tool, defaultMaxBytes == null ? MAX_BYTES : defaultMaxBytes);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ScopeSection(List<Allowance> allow, List<Allowance> deny, @Nullable Boolean defaultDenies) {
        public ScopeSection {
            allow = orEmpty(allow);
            deny = orEmpty(deny);
        }

        public boolean hasDefaultDenies() {
            return defaultDenies == null || defaultDenies;
        }
    }

    /** A scope rule as written. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Allowance(@Nullable String target, @Nullable String name, ScopePermission permission,
            @Nullable Boolean recursive) {
        public ScopeRule rule() {
            return new ScopeRule(target, permission.permission(), recursive == null || recursive, name);
        }
    }

    /** Names of tools; {@code enabled} null for all that are on by themselves. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Tools(@Nullable List<String> enabled, List<String> disabled) {
        public Tools {
            disabled = orEmpty(disabled);
        }

        public boolean allows(String tool) {
            return (enabled == null || enabled.contains(tool)) && !disabled.contains(tool);
        }
    }

    /** A permission rule: globs on the tool and on the path or command that a call is about. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PermissionRule(String tool, @Nullable String pattern, PermissionAction action) {}

    /** A command asked at a hook point; {@code timeout} in seconds, null for 10. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record HookRule(String command, List<String> tools, @Nullable Double timeout) {
        public HookRule {
            tools = orEmpty(tools);
        }

        public double seconds() {
            return timeout == null ? 10 : timeout;
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record McpServer(@Nullable String command, List<String> args, Map<String, String> env,
            @Nullable String url) {
        public McpServer {
            args = orEmpty(args);
            env = orEmpty(env);
        }
    }

    /** When and how old history is shortened; a threshold is tokens, or false. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Compaction(@Nullable Boolean enabled, @Nullable JsonNode threshold,
            @Nullable JsonNode requestThreshold, @Nullable Integer retainedTurns, @Nullable Integer retainedTokens,
            @Nullable Boolean prune, @Nullable Integer pruneProtectedTurns, @Nullable Integer pruneProtectedTokens,
            @Nullable Integer pruneMinSavings, @Nullable Integer summaryMaxTokens, @Nullable Integer pinnedTokens,
            @Nullable Integer filesTokens, @Nullable Provider provider) {}

    static Manifest bound(JsonNode tree) {
        return Json.bind(tree, Manifest.class);
    }

    @SuppressWarnings("NullAway") // what Jackson binds may be absent
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
