package dev.podd.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.scope.Permission;

/** A permission as the manifest spells it. */
public enum ScopePermission {
    @JsonProperty("read")
    READ, @JsonProperty("write")
    WRITE;

    Permission permission() {
        return this == READ ? Permission.READ : Permission.WRITE;
    }
}
