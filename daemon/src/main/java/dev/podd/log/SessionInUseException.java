package dev.podd.log;

/** A session cannot be deleted while somebody has it open. */
public final class SessionInUseException extends LogException {
    private static final long serialVersionUID = 1L;

    public SessionInUseException(String session) {
        super("session " + session + " is open; close it before it is deleted", null);
    }
}
