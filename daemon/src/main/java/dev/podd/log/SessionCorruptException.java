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
        this("session " + session + " is damaged at entry " + entry + ": " + reason + advice(entry), cause, entry);
    }

    private SessionCorruptException(String message, @Nullable Throwable cause, String entry) {
        super(message, cause);
        this.entry = entry;
    }

    /** Of a session that is to come from elsewhere, of which nothing is kept. */
    static SessionCorruptException ofImport(String entry, String reason, @Nullable Throwable cause) {
        return new SessionCorruptException("the import is damaged at entry " + entry + ": " + reason
                + "; nothing of it was kept", cause, entry);
    }

    /** The entries before it are right, and a person may go on with them. */
    private static String advice(String entry) {
        int dot = entry.indexOf('.');
        String number = entry.substring(dot + 1);
        return dot < 1 || !number.matches("[0-9]{1,18}") || Long.parseLong(number) < 2 ? ""
                : "; fork it at entry " + entry.substring(0, dot + 1) + (Long.parseLong(number) - 1)
                        + " to go on with what is left";
    }

    public String entry() {
        return entry;
    }
}
