package dev.podd.provider.compatible;

import static dev.podd.provider.wire.SseJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.provider.wire.AnswerBuilder;
import dev.podd.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tool calls put together from deltas. A delta belongs to the call of its index; servers leave the index out, give every
 * call index 0 and an id of its own, repeat id and name in each delta, or send calls whole.
 */
final class ChatCalls {
    private final AnswerBuilder answer;
    private final ToolNames names;
    private final Map<Integer, Open> byIndex = new HashMap<>();
    private final List<Open> inOrder = new ArrayList<>();

    ChatCalls(AnswerBuilder answer, ToolNames names) {
        this.answer = answer;
        this.names = names;
    }

    private record Open(String offeredId, AnswerBuilder.Call call) {}

    void add(JsonNode delta) {
        JsonNode function = delta.path("function");
        String id = text(delta, "id");
        String name = text(function, "name");
        int index = delta.path("index").asInt(missingIndex(id, name));
        Open open = byIndex.get(index);
        if (open == null || isAnother(open, id, name)) {
            open = new Open(id, answer.call(id, names.fromWire(name)));
            byIndex.put(index, open);
            inOrder.add(open);
        }
        JsonNode arguments = function.path("arguments");
        open.call().add(arguments.isObject() ? arguments.toString() : arguments.asText(""));
    }

    void close() {
        inOrder.forEach(open -> open.call().close());
        inOrder.clear();
    }

    private int missingIndex(String id, String name) {
        for (Map.Entry<Integer, Open> each : byIndex.entrySet()) {
            if (!id.isEmpty() && id.equals(each.getValue().offeredId())) {
                return each.getKey();
            }
        }
        return id.isEmpty() && name.isEmpty() ? byIndex.size() - 1 : byIndex.size();
    }

    private static boolean isAnother(Open open, String id, String name) {
        return !name.isEmpty() && !id.isEmpty() && !id.equals(open.offeredId());
    }
}
