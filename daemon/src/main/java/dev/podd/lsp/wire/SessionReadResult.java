package dev.podd.lsp.wire;

import java.util.List;

/** Some entries. */
public record SessionReadResult(List<WireEntry> entries, boolean more) {}
