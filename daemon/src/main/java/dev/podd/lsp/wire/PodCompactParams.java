package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import org.jspecify.annotations.Nullable;

/** Which Pod's history is to be shortened, and how much of it stays. */
public record PodCompactParams(String pod, @Nullable Integer retainedTurns) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
