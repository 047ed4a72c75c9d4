package dev.podd.lsp.wire;

import java.util.List;

/** What a Pod may read and write. */
public record WireScope(List<String> readable, List<String> writable, String summary) {}
