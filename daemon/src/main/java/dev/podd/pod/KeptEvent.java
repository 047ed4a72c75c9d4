package dev.podd.pod;

import dev.podd.event.Event;
import dev.podd.event.EventText;
import dev.podd.event.PodEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event in an {@link EventStream}, to which deltas are joined until it is fetched. Joining takes time in proportion
 * to what is joined. Model text is joined up to {@value #MOST} characters; of a tool's output, which may come faster
 * than anyone can read and whose result has what counts, only the last {@value #MOST} characters stay. Guarded by the
 * stream's lock.
 */
final class KeptEvent {
    static final int MOST = 64 * 1024;

    private final String pod;
    private final String session;
    private final long seq;
    private Event event;
    private @Nullable StringBuilder joined;
    private long dropped;

    KeptEvent(String pod, String session, long seq, Event event) {
        this.pod = pod;
        this.session = session;
        this.seq = seq;
        this.event = event;
    }

    /** The event with all that was joined to it; from here on nothing may be joined. */
    PodEvent get() {
        StringBuilder text = joined;
        if (text != null) {
            event = withText(text.toString());
            joined = null;
        }
        return new PodEvent(pod, session, seq, event);
    }

    /** In characters. */
    long length() {
        StringBuilder text = joined;
        return text == null ? EventText.length(event) : text.length();
    }

    boolean isOutput() {
        return event instanceof Event.ToolCallOutput;
    }

    /** Whether a delta continues this one and there is room for it. */
    boolean takes(Event next) {
        return event instanceof Event.TextDelta one && next instanceof Event.TextDelta two
                && one.item().equals(two.item()) && hasRoom(two.text())
                || event instanceof Event.ReasoningDelta first && next instanceof Event.ReasoningDelta second
                        && first.item().equals(second.item()) && hasRoom(second.text())
                || event instanceof Event.ToolCallOutput before && next instanceof Event.ToolCallOutput after
                        && before.call().equals(after.call());
    }

    /** @return by how many characters this has grown; negative when more was dropped than joined */
    long join(Event next) {
        long before = length();
        StringBuilder text = joined;
        if (text == null) {
            text = new StringBuilder(text(event));
            joined = text;
        }
        text.append(text(next));
        if (isOutput() && text.length() > 2 * MOST) {
            int over = startOfCharacter(text, text.length() - MOST);
            dropped += over;
            text.delete(0, over);
        }
        return text.length() - before;
    }

    private boolean hasRoom(String more) {
        return length() + more.length() <= MOST;
    }

    private Event withText(String text) {
        if (event instanceof Event.TextDelta delta) {
            return new Event.TextDelta(delta.item(), text);
        }
        if (event instanceof Event.ReasoningDelta delta) {
            return new Event.ReasoningDelta(delta.item(), text);
        }
        if (event instanceof Event.ToolCallOutput output) {
            return new Event.ToolCallOutput(output.call(), dropped == 0 ? text
                    : "… (" + dropped + " characters were printed faster than they were read)\n" + text);
        }
        throw new IllegalStateException("nothing is joined to " + event);
    }

    private static String text(Event event) {
        return event instanceof Event.TextDelta delta ? delta.text()
                : event instanceof Event.ReasoningDelta delta ? delta.text()
                : event instanceof Event.ToolCallOutput output ? output.text() : "";
    }

    private static int startOfCharacter(StringBuilder text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
