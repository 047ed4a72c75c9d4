package dev.podd.turn;

import dev.podd.log.Entry;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;

import org.jspecify.annotations.Nullable;

/** Decides whether a tool call may run: by rule, or by asking the person. */
@FunctionalInterface
public interface Gate {
    /**
     * Waits for the person where one is asked.
     *
     * @throws dev.podd.tool.ToolException the call would fail on what is there now, so nobody is asked
     */
    Verdict judge(String call, Tool tool, PreparedCall prepared) throws InterruptedException;

    /**
     * The decision.
     *
     * @param message  what the model is told when it was denied; else the person's comment, which it hears in the next
     *                 request
     * @param decision the question and its answer, to be recorded; null when nobody was asked
     */
    record Verdict(boolean isAllowed, @Nullable String message, Entry.@Nullable Decision decision) {
        public static final Verdict ALLOWED = new Verdict(true, null, null);

        public static Verdict denied(String message) {
            return new Verdict(false, message, null);
        }
    }
}
