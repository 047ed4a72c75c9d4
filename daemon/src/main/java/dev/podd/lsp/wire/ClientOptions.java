package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Which of Podd's own requests an editor answers; none when left out. */
public record ClientOptions(@Nullable Boolean approvals, @Nullable Boolean languageQueries) {}
