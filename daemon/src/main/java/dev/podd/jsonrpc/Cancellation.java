package dev.podd.jsonrpc;

/** How either side tells the other that it waits for the answer to a request no more. */
public enum Cancellation {
    /** As the language server protocol has it. */
    LSP("$/cancelRequest", "id"),
    /** As the Agent Client Protocol has it. */
    ACP("$/cancel_request", "requestId");

    private final String method;
    private final String id;

    Cancellation(String method, String id) {
        this.method = method;
        this.id = id;
    }

    /** The notification's name. */
    String method() {
        return method;
    }

    /** The member of its params that names the request. */
    String id() {
        return id;
    }
}
