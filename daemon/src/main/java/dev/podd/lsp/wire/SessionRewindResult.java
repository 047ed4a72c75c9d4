package dev.podd.lsp.wire;

import java.util.List;

/** What a rewind came to. */
public record SessionRewindResult(String session, List<String> restored, List<String> kept) {}
