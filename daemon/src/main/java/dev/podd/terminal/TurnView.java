package dev.podd.terminal;

import dev.podd.event.PodEvent;
import dev.podd.pod.TurnResult;

/** Shows a turn. Called on one thread. */
interface TurnView {
    void happened(PodEvent event);

    /** Shows a warning that is no event. */
    void warn(String message);

    /** Removes what moves, so that a question can be shown. */
    void pause();

    /** Called some times a second. */
    void tick();

    /** The turn is over, and a summary of older history is still being written. */
    void waitsForSummary();

    void ended(TurnResult result);
}
