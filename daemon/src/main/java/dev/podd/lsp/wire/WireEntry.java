package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;

/** An entry as it is kept. */
public record WireEntry(String entry, String kind, long at, String hash, JsonText payload) {}
