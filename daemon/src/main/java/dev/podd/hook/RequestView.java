package dev.podd.hook;

import dev.podd.item.Item;

import java.util.List;

/** The request about to be made: its number in the turn, from 1, and the history as the model would get it. */
public record RequestView(String session, int request, List<Item> history) {}
