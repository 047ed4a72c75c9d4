package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What an editor says about itself to Podd. */
public record PodOptions(@Nullable Boolean workspaceTrusted, @Nullable ClientOptions client) {}
