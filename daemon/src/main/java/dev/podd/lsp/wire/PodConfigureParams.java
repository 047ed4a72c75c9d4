package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;

/** How a Pod changes. */
public record PodConfigureParams(String pod, JsonText overlay) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
