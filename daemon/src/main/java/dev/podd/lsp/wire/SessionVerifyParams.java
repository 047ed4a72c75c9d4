package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import org.jspecify.annotations.Nullable;

/** Which session to check, and who hears how far that is. */
public record SessionVerifyParams(String session, @Nullable JsonText workDoneToken) {}
