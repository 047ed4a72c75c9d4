package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model's plan, for itself and for the person to see. Nothing is kept here: the list is in the conversation. */
final class TodoTool extends BuiltinTool<TodoTool.Arguments> {
    private static final Set<String> STATES = Set.of("open", "active", "done");

    TodoTool() {
        super("todo", ToolKind.THINK, Arguments.class, "Note the plan for a longer task: each time the whole list.",
                Schema.requiring("items").list("items", Schema.requiring("text", "state").text("text")
                        .choice("state", "open", "active", "done")));
    }

    @Override
    PlannedCall plan(Arguments given) {
        for (Entry each : given.items) {
            if (each.text == null || each.state == null || !STATES.contains(each.state)) {
                throw new ToolException("each of items needs text, and state: open, active or done");
            }
        }
        return PlannedCall.of("plan: " + summary(given.items), run -> ToolOutput.ok(summary(given.items), null));
    }

    private static String summary(List<Entry> items) {
        long done = items.stream().filter(each -> "done".equals(each.state)).count();
        String now = items.stream().filter(each -> "active".equals(each.state)).findFirst()
                .map(each -> "; now: " + PlannedCall.shortened(String.valueOf(each.text))).orElse("");
        return done + " of " + items.size() + " done" + now;
    }

    record Arguments(List<Entry> items) {}

    /** One step of the plan. */
    record Entry(@Nullable String text, @Nullable String state) {}
}
