package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Whether a session is archived. */
public record SessionArchiveParams(String session, @Nullable Boolean archived) {}
