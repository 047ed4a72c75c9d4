package dev.podd.scope;

import org.jspecify.annotations.Nullable;

/** What may be done to a path; write includes read. */
public enum Permission {
    READ, WRITE;

    /** What is left when this is denied; null for nothing. */
    @Nullable Permission below() {
        return this == WRITE ? READ : null;
    }
}
