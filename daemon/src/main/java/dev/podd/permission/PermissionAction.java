package dev.podd.permission;

/** What happens to a tool call, from lenient to strict. */
public enum PermissionAction {
    /** It runs. */
    ALLOW,
    /** It runs, and what it changes waits for the person to keep or undo it. */
    REVIEW,
    /** The person is asked before. */
    ASK,
    /** It does not run. */
    DENY
}
