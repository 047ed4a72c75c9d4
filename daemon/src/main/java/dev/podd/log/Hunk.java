package dev.podd.log;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a file that an agent has changed, as long as the person has neither kept nor undone them. Lines count from
 * 0, ends are exclusive.
 *
 * @param hunk     its id, unique
 * @param baseFrom the lines in the text as it would be without the change
 * @param from     the lines in the text as it is
 * @param session  of the Pod that made the change
 * @param pod      id of that Pod, which may be closed by now
 * @param turn     number of the turn in that session, from 1
 * @param inline   id of the inline edit that made it; null for a tool
 * @param mended   whether the person has typed in it
 * @param blocked  whether what the person typed cannot stay without the change, so that it cannot be undone
 * @param told     whether the model has heard that it is mended
 * @param at       when it was made, in milliseconds since 1970
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Hunk(String hunk, int baseFrom, int baseTo, int from, int to, String session, String pod, int turn,
        @Nullable String inline, boolean mended, boolean blocked, boolean told, long at) {
    /** The same change at other lines. */
    public Hunk at(int newBaseFrom, int newBaseTo, int newFrom, int newTo) {
        return new Hunk(hunk, newBaseFrom, newBaseTo, newFrom, newTo, session, pod, turn, inline, mended, blocked, told,
                at);
    }

    /** The same change after the person has typed in it. */
    public Hunk mendedByPerson(boolean isBlocked) {
        return new Hunk(hunk, baseFrom, baseTo, from, to, session, pod, turn, inline, true, blocked || isBlocked, false,
                at);
    }

    /** The same change after the model has heard of it. */
    public Hunk toldToModel() {
        return new Hunk(hunk, baseFrom, baseTo, from, to, session, pod, turn, inline, mended, blocked, true, at);
    }
}
