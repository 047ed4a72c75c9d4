package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What an editor and Podd say about each other when they meet. */
public final class ConnectionTypes {
    private ConnectionTypes() {}

    /** What the editor says that is not LSP's. */
    public record InitializationOptions(@Nullable PodOptions pod) {}

    /** What an editor says about itself to Podd. */
    public record PodOptions(@Nullable Boolean workspaceTrusted, @Nullable ClientOptions client,
            @Nullable Boolean inlineCompletion) {}

    /** Which of Podd's own requests an editor answers; none when left out. */
    public record ClientOptions(@Nullable Boolean approvals, @Nullable Boolean languageQueries,
            @Nullable Boolean changes, @Nullable Boolean completions, @Nullable Boolean questions) {}

    /** What Podd can do beyond LSP. */
    public record ExperimentalCapabilities(PodCapabilities pod) {}

    /** Which Pods there are. */
    public record PodCapabilities(int version) {}

    /** It is done; there is nothing to say about it. */
    public record Empty() {}
}
