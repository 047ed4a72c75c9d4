package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.JsonText;
import dev.podd.lsp.wire.Lsp;
import org.jspecify.annotations.Nullable;

/** How far a request is, told to the editor that asked to hear of it. Lives on one thread at a time. */
final class Progress {
    private static final String METHOD = "$/progress";

    private final Connection connection;
    private final @Nullable JsonText token;
    private int percentage = -1;

    /** @param token the editor's; null when it does not want to hear */
    Progress(Connection connection, @Nullable JsonText token) {
        this.connection = connection;
        this.token = token;
    }

    void begin(String title) {
        tell(new Lsp.WorkDoneProgress("begin", title, null, null, 0));
    }

    /** Said only when it is a percent more than before. */
    void reached(long done, long of, String message) {
        int now = of == 0 ? 100 : (int) Math.min(100, 100 * done / of);
        if (now > percentage) {
            percentage = now;
            tell(new Lsp.WorkDoneProgress("report", null, null, message, now));
        }
    }

    void end(String message) {
        tell(new Lsp.WorkDoneProgress("end", null, null, message, null));
    }

    private void tell(Lsp.WorkDoneProgress value) {
        if (token != null) {
            connection.tell(METHOD, new Lsp.ProgressParams(token, value));
        }
    }
}
