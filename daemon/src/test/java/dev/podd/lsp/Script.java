package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ScriptedModel;
import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;
import java.util.concurrent.CountDownLatch;

/**
 * What a transcript says of the model, one line a request: {@code says "text"}, {@code thinks "text"} (then says it is
 * done), {@code calls [["id", "tool", {arguments}], …]}, {@code hangs "text"}, {@code fails STATUS "message"},
 * {@code overflows}, {@code repeats COUNT "text"}, {@code measures TOKENS} before any of them that says or calls.
 */
final class Script {
    private Script() {}

    static ScriptedModel.Answer answer(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "says" -> says(Json.read(rest).textValue());
            case "thinks" -> thinks(Json.read(rest).textValue());
            case "repeats" -> repeats(rest.split("\\s+", 2));
            case "measures" -> measures(rest.split("\\s+", 2));
            case "calls" -> calls(Json.read(rest));
            case "hangs" -> ScriptedModel.saysThenHangs(Json.read(rest).textValue(), new CountDownLatch(1));
            case "fails" -> fails(rest.split("\\s+", 2));
            case "overflows" -> ScriptedModel.fails(new ModelException(ModelException.Kind.CONTEXT_OVERFLOW, 400, null,
                    "the prompt is too long", null));
            default -> throw new IllegalArgumentException("a model cannot " + line);
        };
    }

    private static ScriptedModel.Answer says(String text) {
        return listener -> {
            listener.accept(new ModelEvent.TextDelta(0, text));
            listener.accept(new ModelEvent.TextClosed(0, text));
            listener.accept(new ModelEvent.Tokens(new TokenCounts(100L, 10L, 5L, 7L)));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        };
    }

    private static ScriptedModel.Answer thinks(String text) {
        return listener -> {
            listener.accept(new ModelEvent.ReasoningDelta(0, text));
            listener.accept(new ModelEvent.ReasoningClosed(0, text, null));
            listener.accept(new ModelEvent.TextDelta(1, "done"));
            listener.accept(new ModelEvent.TextClosed(1, "done"));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        };
    }

    private static ScriptedModel.Answer repeats(String[] countAndText) {
        return says(Json.read(countAndText[1]).textValue().repeat(Integer.parseInt(countAndText[0])));
    }

    private static ScriptedModel.Answer measures(String[] tokensAndAnswer) {
        TokenCounts counts = new TokenCounts(Long.parseLong(tokensAndAnswer[0]), 0L, 0L, 1L);
        return listener -> answer(tokensAndAnswer[1]).give(event -> {
            if (event instanceof ModelEvent.Finished) {
                listener.accept(new ModelEvent.Tokens(counts));
            }
            listener.accept(event);
        });
    }

    private static ScriptedModel.Answer calls(JsonNode calls) {
        String[] flat = new String[calls.size() * 3];
        for (int i = 0; i < calls.size(); i++) {
            flat[3 * i] = calls.get(i).get(0).textValue();
            flat[3 * i + 1] = calls.get(i).get(1).textValue();
            flat[3 * i + 2] = calls.get(i).get(2).toString();
        }
        return ScriptedModel.calls(flat);
    }

    private static ScriptedModel.Answer fails(String[] statusAndMessage) {
        int status = Integer.parseInt(statusAndMessage[0]);
        return ScriptedModel.fails(new ModelException(
                status >= 500 ? ModelException.Kind.BUSY : ModelException.Kind.REFUSED, status, null,
                Json.read(statusAndMessage[1]).textValue(), null));
    }
}
