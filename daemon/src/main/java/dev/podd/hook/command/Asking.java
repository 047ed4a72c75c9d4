package dev.podd.hook.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.Utf8;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One command asked at one point. What it fails to say is said to the person, who sees why the safe answer holds. */
final class Asking {
    /** In bytes. */
    private static final int MOST_ERRORS = 300;

    private final CommandHook hook;
    private final String point;
    private final HookProcess process;
    private final Consumer<String> warn;

    Asking(CommandHook hook, String point, HookProcess process, Consumer<String> warn) {
        this.hook = hook;
        this.point = point;
        this.process = process;
        this.warn = warn;
    }

    String name() {
        return point + " (" + hook.command() + ")";
    }

    boolean isAbout(String tool) {
        return hook.tools().isEmpty() || hook.tools().stream().anyMatch(glob -> glob.matches(tool));
    }

    /** Its answer; empty when it failed, was late or made no sense. An answer of nothing means continue. */
    Optional<JsonNode> ask(Object view) throws InterruptedException {
        ObjectNode input = Json.object().put("point", point);
        input.setAll((ObjectNode) Json.mapper().valueToTree(view));
        return switch (process.run(hook.command(), Json.writeBytes(input), hook.limit())) {
            case HookProcess.Result.NotStarted(String why) -> failed("was not started: " + why);
            case HookProcess.Result.TimedOut() -> failed("gave no answer within " + seconds(hook.limit()) + " s");
            case HookProcess.Result.Exited(int code, String output, String errors) when code != 0 -> failed(
                    "ended with exit code " + code + lastLine(errors));
            case HookProcess.Result.Exited(int code, String output, String errors) -> output.isBlank()
                    ? Optional.of(Json.object().put("decision", "continue")) : parsed(output.strip());
        };
    }

    /** As a shell says it of a program that is not there. */
    private static String lastLine(String errors) {
        return errors.lines().filter(line -> !line.isBlank()).reduce((before, last) -> last)
                .map(line -> ": " + Utf8.beginning(line.strip(), MOST_ERRORS)).orElse("");
    }

    /** Says that the answer's decision is none that the point knows. */
    void unknown(JsonNode answer, String... known) {
        failed("answered the decision " + answer.path("decision") + "; it may be "
                + String.join(", ", known));
    }

    static String reason(JsonNode answer, String field) {
        return answer.path(field).asText("no " + field + " given");
    }

    private static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private Optional<JsonNode> parsed(String text) {
        try {
            JsonNode answer = Json.read(text);
            return answer.path("decision").isTextual() ? Optional.of(answer)
                    : failed("answered JSON without a \"decision\"");
        } catch (JsonException e) {
            return failed("answered what is no JSON");
        }
    }

    /** Publishes a warning that the answer is not usable. */
    Optional<JsonNode> failed(String how) {
        warn.accept("hook " + name() + " " + how);
        return Optional.empty();
    }
}
