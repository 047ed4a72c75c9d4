package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;

/** Which Pod. */
public record PodParams(String pod) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
