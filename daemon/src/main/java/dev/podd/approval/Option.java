package dev.podd.approval;

/** One of the answers a person may give; {@code option} is its id. */
public record Option(String option, Kind kind, String label) {
    /** What choosing it means. */
    public enum Kind {
        ALLOW_ONCE,
        /** This call, and those like it until the session's Pod is closed. */
        ALLOW_SESSION,
        /** This call, and those like it in this workspace from now on. */
        ALLOW_ALWAYS, REJECT
    }
}
