package dev.podd.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.ToolKind;
import dev.podd.json.Json;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;

import java.nio.file.Path;
import java.util.Set;

/** A tool that does what a test says, on the text in its argument {@code text}. */
record FakeTool(String name, Set<Path> writes, Action action) implements Tool {
    interface Action {
        ToolOutput run(String text, ToolRun run) throws InterruptedException;
    }

    static FakeTool echo(String name) {
        return new FakeTool(name, Set.of(), (text, run) -> ToolOutput.ok("said " + text, "body of " + text));
    }

    @Override
    public String description() {
        return "fake";
    }

    @Override
    public JsonNode schema() {
        return Json.object().put("type", "object");
    }

    @Override
    public ToolKind kind() {
        return writes.isEmpty() ? ToolKind.READ : ToolKind.EDIT;
    }

    @Override
    public PreparedCall prepare(JsonNode arguments) {
        if (!arguments.path("text").isTextual()) {
            throw new ToolException("text is missing");
        }
        String text = arguments.path("text").textValue();
        return new PreparedCall() {
            @Override
            public String title() {
                return name + " " + text;
            }

            @Override
            public Set<Path> writes() {
                return writes;
            }

            @Override
            public ToolOutput run(ToolRun run) throws InterruptedException {
                return action.run(text, run);
            }
        };
    }
}
