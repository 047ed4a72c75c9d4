package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A rule for paths, either under a target or by name. */
public record WireScopeRule(@Nullable String target, @Nullable String name, WirePermission permission,
        @Nullable Boolean recursive) {}
