package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** The person's answer. */
public record ApprovalAnswer(@Nullable String option, @Nullable String comment, @Nullable Boolean pending) {}
