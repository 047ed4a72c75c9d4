package dev.podd.scope;

import org.jspecify.annotations.Nullable;

/**
 * One rule: about a place ({@code target}) or, when that is null, about all paths whose last part matches {@code name}.
 *
 * @param target    a path, absolute or relative to the working directory; it need not exist
 * @param recursive whether the rule reaches below the target's direct children
 * @param name      glob on the last part of a path
 */
public record ScopeRule(@Nullable String target, Permission permission, boolean recursive, @Nullable String name) {
    public ScopeRule {
        if ((target == null) == (name == null)) {
            throw new IllegalArgumentException("a scope rule needs either a target or a name");
        }
    }

    public static ScopeRule below(String target, Permission permission) {
        return new ScopeRule(target, permission, true, null);
    }

    public static ScopeRule named(String name, Permission permission) {
        return new ScopeRule(null, permission, true, name);
    }
}
