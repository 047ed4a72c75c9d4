package dev.podd.log;

/** There is no such session. */
public final class SessionNotFoundException extends LogException {
    private static final long serialVersionUID = 1L;

    public SessionNotFoundException(String session) {
        super("no session " + session, null);
    }
}
