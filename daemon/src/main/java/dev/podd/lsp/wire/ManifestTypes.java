package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Manifests: the TOML files that declare Pods. */
public final class ManifestTypes {
    private ManifestTypes() {}

    /** A manifest, by name or as text. */
    public record ManifestCheckParams(@Nullable String uri, @Nullable String text) {}

    /** What is wrong with a manifest. */
    public record ManifestCheckResult(List<WireProblem> problems) {}

    /** One thing that is wrong. */
    public record WireProblem(Lsp.Range range, int severity, String message, @Nullable String source) {}
}
