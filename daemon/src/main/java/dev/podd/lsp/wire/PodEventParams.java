package dev.podd.lsp.wire;

/** An event with its place. */
public record PodEventParams(String pod, String session, long seq, WireEvent event) {}
