package dev.podd.hook;

import dev.podd.item.Item;

import java.util.List;

/** The history at the end of a turn, and how many requests the turn has made. */
public record TurnEndView(String session, int requests, List<Item> history) {}
