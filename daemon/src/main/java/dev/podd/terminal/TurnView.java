package dev.podd.terminal;

import dev.podd.event.PodEvent;
import dev.podd.pod.TurnResult;

/** How a turn is shown. One thread. */
interface TurnView {
    void happened(PodEvent event);

    /** Something the person should know that is no event. */
    void warn(String message);

    /** Makes room for a question. */
    void pause();

    /** Called some times a second. */
    void tick();

    /** The turn is over, and a summary of older history is still being written. */
    void waitsForSummary();

    void ended(TurnResult result);
}
