package dev.podd.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.model.RequestSettings;
import dev.podd.provider.wire.ModelFamily;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a request asks the model to think.
 *
 * @param budget      tokens to think with, 0 for a model that decides by itself or does not think
 * @param effort      the level asked for, null leaves it to the model
 * @param isOn        whether thinking is asked for, which rules out temperature and top_p
 * @param dropsUnfit  whether thoughts that no longer fit their history are to be dropped, not refused
 */
record Thinking(int budget, @Nullable String effort, boolean isOn, boolean dropsUnfit) {
    private static final Thinking OFF = new Thinking(0, null, false, false);
    private static final int SMALLEST_BUDGET = 1024;

    static Thinking of(ModelFamily family, RequestSettings settings, int maxTokens, List<ObjectNode> messages) {
        String level = settings.reasoning() == null ? "none" : settings.reasoning().toLowerCase(Locale.ROOT);
        boolean isWanted = !level.equals("none") && !level.equals("off");
        String effort = level.equals("minimal") ? "low" : level;
        return switch (family.reasoning()) {
            case NONE -> OFF;
            case EFFORT -> isWanted ? new Thinking(0, effort, true, false) : OFF;
            case BOUND -> new Thinking(0, isWanted ? effort : null, true, true);
            case BUDGET, UNKNOWN -> isWanted && canStart(messages) ? budget(level, maxTokens) : OFF;
        };
    }

    void putInto(ObjectNode body) {
        if (!isOn) {
            return;
        }
        ObjectNode thinking = body.putObject("thinking");
        if (budget > 0) {
            thinking.put("type", "enabled").put("budget_tokens", budget);
            return;
        }
        thinking.put("type", "adaptive").put("display", "summarized");
        if (dropsUnfit) {
            thinking.putObject("block_binding").put("prefix_mismatch_behavior", "drop_block");
        }
        if (effort != null) {
            body.putObject("output_config").put("effort", effort);
        }
    }

    /** The budget counts against max_tokens, so that at least half is left for the answer. */
    private static Thinking budget(String level, int maxTokens) {
        int wanted = switch (level) {
            case "minimal" -> SMALLEST_BUDGET;
            case "low" -> 4096;
            case "medium" -> 12_288;
            default -> 24_576;
        };
        int budget = Math.min(wanted, maxTokens / 2);
        return budget < SMALLEST_BUDGET ? OFF : new Thinking(budget, null, true, false);
    }

    /** A model with a budget refuses to go on thinking behind tool calls that were made without. */
    private static boolean canStart(List<ObjectNode> messages) {
        for (ObjectNode message : messages.reversed()) {
            if (message.path("role").asText().equals("assistant")) {
                JsonNode content = message.path("content");
                return content.path(0).path("type").asText().contains("thinking") || !hasCall(content);
            }
        }
        return true;
    }

    private static boolean hasCall(JsonNode content) {
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_use")) {
                return true;
            }
        }
        return false;
    }
}
