package dev.podd.jsonrpc;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** What was framed well but is no message; {@code id} is that of the request it may have been. */
final class BadMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Either<String, Number> id;
    private final int code;

    BadMessage(@Nullable Either<String, Number> id, int code, String message) {
        super(message, null, false, false);
        this.id = id;
        this.code = code;
    }

    @Nullable Either<String, Number> id() {
        return id;
    }

    RpcException error() {
        return new RpcException(code, String.valueOf(getMessage()));
    }
}
