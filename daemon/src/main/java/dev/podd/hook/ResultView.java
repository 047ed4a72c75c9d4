package dev.podd.hook;

import dev.podd.item.Item;

/** A tool call and its result, before the body is cut to size. */
public record ResultView(CallView call, Item.ToolResult result) {}
