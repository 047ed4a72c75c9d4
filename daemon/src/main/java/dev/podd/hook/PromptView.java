package dev.podd.hook;

import dev.podd.item.Item;

import java.util.List;

/** The input, and the history before it. */
public record PromptView(String session, Item.Message input, List<Item> history) {}
