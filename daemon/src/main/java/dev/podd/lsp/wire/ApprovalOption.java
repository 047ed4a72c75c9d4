package dev.podd.lsp.wire;

/** One answer to choose. */
public record ApprovalOption(String option, WireApprovalKind kind, String label) {}
