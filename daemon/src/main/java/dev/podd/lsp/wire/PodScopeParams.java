package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a Pod's scope changes. */
public record PodScopeParams(String pod, @Nullable List<WireScopeRule> allow, @Nullable List<WireScopeRule> deny)
        implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
