package dev.podd.log;

/** There is no such entry in that session. */
public final class EntryNotFoundException extends LogException {
    private static final long serialVersionUID = 1L;

    public EntryNotFoundException(String session, String entry) {
        super("session " + session + " has no entry " + entry, null);
    }
}
