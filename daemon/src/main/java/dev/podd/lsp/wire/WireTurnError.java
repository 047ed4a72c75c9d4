package dev.podd.lsp.wire;

/** Why a turn ended with an error. */
public record WireTurnError(String code, String message) {}
