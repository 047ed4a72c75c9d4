package dev.podd.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a tool call, from lenient to strict. */
public enum PermissionAction {
    @JsonProperty("allow")
    ALLOW, @JsonProperty("ask")
    ASK, @JsonProperty("deny")
    DENY
}
