package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import org.jspecify.annotations.Nullable;

/** Where a Pod's session goes back to. */
public record SessionRewindParams(String pod, String to, @Nullable Boolean files) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
