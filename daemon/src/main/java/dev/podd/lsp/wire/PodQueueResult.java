package dev.podd.lsp.wire;

import java.util.List;

/** Inputs that wait, oldest first. */
public record PodQueueResult(List<WireItem> inputs) {}
