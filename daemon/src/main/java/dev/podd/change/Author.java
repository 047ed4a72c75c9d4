package dev.podd.change;

import dev.podd.log.Hunk;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a file.
 *
 * @param turn   number of the turn in the session, from 1
 * @param inline id of the inline edit; null for a tool
 */
public record Author(String session, String pod, int turn, @Nullable String inline) {
    Hunk hunk(String id, long at) {
        return new Hunk(id, 0, 0, 0, 0, session, pod, turn, inline, false, false, false, at);
    }
}
