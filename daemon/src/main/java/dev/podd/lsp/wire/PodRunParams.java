package dev.podd.lsp.wire;

import dev.podd.jsonrpc.Queued;
import java.util.List;

/** What the person says. */
public record PodRunParams(String pod, List<WirePart> input) implements Queued {
    @Override
    public Object queue() {
        return pod;
    }
}
