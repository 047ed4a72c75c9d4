package dev.podd.lsp.wire;

/** A question that needs no answer any more. */
public record ApprovalResolvedParams(String pod, String call, WireApprovalOutcome outcome) {}
