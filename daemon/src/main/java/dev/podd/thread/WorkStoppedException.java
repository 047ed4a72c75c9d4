package dev.podd.thread;

/**
 * Work that was stopped before its end, by its time limit or an interrupt of its caller, or that was not begun because
 * too much of the work before it still hangs. The message names the work and the path.
 */
public final class WorkStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkStoppedException(String message) {
        super(message);
    }
}
