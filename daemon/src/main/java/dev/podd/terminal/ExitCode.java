package dev.podd.terminal;

/** What a process that ran a turn says of it when it ends. */
public enum ExitCode {
    FINISHED(0), ERROR(1), USAGE(2), LIMIT_REACHED(3),
    /** Paused, or something was rejected. */
    STOPPED(4), CANCELLED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
