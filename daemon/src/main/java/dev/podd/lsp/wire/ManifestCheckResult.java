package dev.podd.lsp.wire;

import java.util.List;

/** What is wrong with a manifest. */
public record ManifestCheckResult(List<WireProblem> problems) {}
