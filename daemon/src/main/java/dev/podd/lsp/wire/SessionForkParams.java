package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Which session, from which entry. */
public record SessionForkParams(String session, @Nullable String at) {}
