package dev.podd.log;

import org.jspecify.annotations.Nullable;

/** A session's chain is broken; nothing of it was changed. */
public final class SessionCorruptException extends LogException {
    private static final long serialVersionUID = 1L;

    private final String entry;

    /** @param entry id of the first entry that does not fit */
    public SessionCorruptException(String session, String entry, String reason) {
        this(session, entry, reason, null);
    }

    public SessionCorruptException(String session, String entry, String reason, @Nullable Throwable cause) {
        super("session " + session + " is damaged at entry " + entry + ": " + reason, cause);
        this.entry = entry;
    }

    public String entry() {
        return entry;
    }
}
