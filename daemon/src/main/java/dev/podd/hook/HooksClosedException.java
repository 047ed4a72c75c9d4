package dev.podd.hook;

/** A hook was added after the Pod's first run; all hooks see a session from its beginning. */
public final class HooksClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HooksClosedException(String hook) {
        super("hook " + hook + " comes too late: hooks are added before a Pod's first run");
    }
}
