package dev.podd.jsonrpc;

import org.jspecify.annotations.Nullable;

/** A request refused, by us or by the peer: the error that is its answer. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** JSON that cannot be read. */
    public static final int PARSE_ERROR = -32700;
    /** Not a request, or not one that is allowed now. */
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    /** The message says which field. */
    public static final int INVALID_PARAMS = -32602;
    /** A fault of ours; the message has an id that stands in the log. */
    public static final int INTERNAL_ERROR = -32603;
    public static final int REQUEST_CANCELLED = -32800;

    private final int code;
    private final transient @Nullable Object data;

    public RpcException(int code, String message) {
        this(code, message, null);
    }

    /** @param data a wire record that tells more, or null */
    public RpcException(int code, String message, @Nullable Object data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    public int code() {
        return code;
    }

    public @Nullable Object data() {
        return data;
    }
}
