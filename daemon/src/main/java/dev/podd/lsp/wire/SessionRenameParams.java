package dev.podd.lsp.wire;

/** What a session is called. */
public record SessionRenameParams(String session, String title) {}
