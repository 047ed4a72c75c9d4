package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import org.jspecify.annotations.Nullable;

/** What is to be opened. */
public record PodOpenParams(@Nullable String workspaceFolder, @Nullable String manifest, @Nullable JsonText overlay,
        @Nullable String session, @Nullable Integer itemsLimit, @Nullable Long afterSeq) {}
