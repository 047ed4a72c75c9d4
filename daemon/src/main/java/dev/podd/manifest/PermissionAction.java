package dev.podd.manifest;

/** What happens to a tool call, from lenient to strict. */
public enum PermissionAction {
    ALLOW, ASK, DENY
}
