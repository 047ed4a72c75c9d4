package dev.podd.lsp.wire;

/** Whether a folder is trusted. */
public record PodTrustParams(String workspaceFolder, boolean trusted) {}
