package dev.podd.provider;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TextRange;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.model.ToolSpec;
import java.util.List;

/** Conversations and tools that the tests of all wire formats send. */
final class Conversations {
    static final List<Item> HELLO = List.of(user("i1", "What is in a.txt?"));

    static final List<ToolSpec> TOOLS = List.of(
            new ToolSpec("read", "Reads a file.", Json.read("""
                    {"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}""")),
            new ToolSpec("notes.search", "Searches notes.", Json.read("""
                    {"type":"object","properties":{"query":{"type":"string"}}}""")));

    private Conversations() {}

    /** Everything that a history can hold, with what is awkward about it. */
    static List<Item> everything() {
        return List.of(
                new Item.Message("i1", Role.USER, List.of(new Part.Text("Look at this: "),
                        new Part.File("file:///w/a.txt", new TextRange(0, 0, 1, 0), "one\ntwo"),
                        new Part.Image("image/png", "iVBORw0KGgo="),
                        new Part.Text("and say \u201Cyes\u201D \uD83D\uDE00")),
                        false),
                new Item.Reasoning("i2", "Thoughts of another model.", null),
                assistant("i3", "I shall look."),
                new Item.ToolCall("i4", "call_1", "read", "{\"path\": \"a.txt\"}"),
                new Item.ToolCall("i5", "call:2", "notes.search", "[1]"),
                new Item.ToolCall("i6", "call_3", "forgotten.tool", "{\"path\": \"b"),
                new Item.ToolResult("i7", "call_1", ToolOutcome.OK, "2 lines", "one\ntwo"),
                new Item.ToolResult("i8", "call:2", ToolOutcome.ERROR, "query is missing", null),
                new Item.ToolResult("i9", "call_3", ToolOutcome.DENIED, "", ""),
                user("i10", "Go on."),
                Item.Message.text("i11", Role.SYSTEM, "[Compacted context summary]\nAll is well."),
                user("i12", "  "),
                assistant("i13", ""),
                assistant("i14", "Done so far"),
                assistant("i15", "and more."),
                user("i16", "Thanks."));
    }

    static Item user(String id, String text) {
        return Item.Message.text(id, Role.USER, text);
    }

    static Item assistant(String id, String text) {
        return Item.Message.text(id, Role.ASSISTANT, text);
    }
}
