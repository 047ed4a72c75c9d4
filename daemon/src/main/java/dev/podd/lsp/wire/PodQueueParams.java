package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import org.jspecify.annotations.Nullable;

/** Which Pod's waiting inputs, and whether they are taken back. */
public record PodQueueParams(String pod, @Nullable Boolean clear) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
