package dev.podd.turn;

import dev.podd.item.TurnError;

/** Where a fault of our own is logged; what is told outside is an id to look it up by. */
@FunctionalInterface
public interface Bugs {
    /** @param where what was being done, for the log */
    TurnError report(String where, Throwable bug);
}
