package dev.podd.provider.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.model.ModelRequest;
import dev.podd.model.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The person's last question, and what the tools have answered to it since.
 *
 * @param earlier the question before, empty if there was none
 * @param tools   names of the tools that may be asked for
 */
record OfflineExchange(String question, String earlier, List<Done> done, Set<String> tools) {
    /** A tool call with its result. */
    record Done(String tool, JsonNode arguments, Item.ToolResult result) {
        boolean isOk() {
            return result.outcome() == ToolOutcome.OK;
        }

        String argument(String name) {
            return arguments.path(name).asText("");
        }

        List<String> lines() {
            String body = result.body();
            return body == null ? List.of() : body.lines().toList();
        }
    }

    static OfflineExchange latest(ModelRequest request) {
        List<Item> history = request.history();
        List<Integer> questions = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof Item.Message message && message.role() == Role.USER) {
                questions.add(i);
            }
        }
        int last = questions.isEmpty() ? 0 : questions.getLast();
        String earlier = questions.size() < 2 ? "" : asked(history.get(questions.get(questions.size() - 2)));
        return new OfflineExchange(questions.isEmpty() ? "" : asked(history.get(last)), earlier,
                done(history.subList(last, history.size())),
                request.tools().stream().map(ToolSpec::name).collect(Collectors.toSet()));
    }

    boolean offers(String tool) {
        return tools.contains(tool);
    }

    List<Done> done(String tool, Predicate<Done> which) {
        return done.stream().filter(each -> each.tool.equals(tool)).filter(which).toList();
    }

    /** What the person wrote, without what they attached. */
    private static String asked(Item item) {
        return item instanceof Item.Message message
                ? message.parts().stream().filter(Part.Text.class::isInstance).map(Part::asText)
                        .collect(Collectors.joining("\n"))
                : "";
    }

    private static List<Done> done(List<Item> items) {
        Map<String, Item.ToolCall> calls = new HashMap<>();
        List<Done> done = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.ToolCall call -> calls.put(call.call(), call);
                case Item.ToolResult result -> {
                    Item.ToolCall call = calls.get(result.call());
                    if (call != null) {
                        done.add(new Done(call.name(), Json.read(call.arguments()), result));
                    }
                }
                case Item.Message _,Item.Reasoning _ -> {
                    // said before: nothing to go by
                }
            }
        }
        return done;
    }
}
