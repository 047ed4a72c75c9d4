package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** How a turn went. */
public record WireTurn(WireOutcome outcome, @Nullable WireTurnError error, @Nullable String message, WireUsage usage,
        int requests, String session) {}
