package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.plain.WorkProgress;
import dev.podd.lsp.wire.Lsp;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What takes its time and was begun here, shown by an editor that has {@code window.workDoneProgress}. */
final class Progresses {
    /** For an editor that does not show any. */
    static final WorkProgress NONE = new WorkProgress() {
        @Override
        public void at(String words) {}

        @Override
        public void end() {}
    };
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;
    private final AtomicLong begun = new AtomicLong();
    private final Map<String, Runnable> cancels = new ConcurrentHashMap<>();

    Progresses(Connection connection) {
        this.connection = connection;
    }

    /** @param cancel run when the person ends it */
    WorkProgress begin(String title, Runnable cancel) {
        String token = "\"podd-" + begun.incrementAndGet() + "\"";
        cancels.put(token, cancel);
        Shown shown = new Shown(token);
        connection.whileOpen(() -> shown.begin(title));
        return shown;
    }

    /** On the reader thread. */
    void cancel(Lsp.WorkDoneProgressCancelParams params) {
        Runnable cancel = cancels.get(params.token().text());
        if (cancel != null) {
            cancel.run();
        }
    }

    /** Told to the editor from the moment on when it has taken the token; guarded by itself. */
    private final class Shown implements WorkProgress {
        private final JsonText token;
        private boolean isTaken;
        private boolean isOver;
        private String words = "";

        Shown(String token) {
            this.token = new JsonText(token);
        }

        void begin(String title) {
            try {
                connection.ask("window/workDoneProgress/create", new Lsp.WorkDoneProgressCreateParams(token),
                        Void.class,
                        PATIENCE);
            } catch (RpcException | ConnectionClosedException | InterruptedException refused) {
                return;
            }
            synchronized (this) {
                if (!isOver) {
                    isTaken = true;
                    tell(new Lsp.WorkDoneProgress("begin", title, true, words.isEmpty() ? null : words, null));
                }
            }
        }

        @Override
        public synchronized void at(String now) {
            if (!now.equals(words)) {
                words = now;
                if (isTaken) {
                    tell(new Lsp.WorkDoneProgress("report", null, null, now, null));
                }
            }
        }

        @Override
        public synchronized void end() {
            isOver = true;
            cancels.remove(token.text());
            if (isTaken) {
                isTaken = false;
                tell(new Lsp.WorkDoneProgress("end", null, null, null, null));
            }
        }

        private void tell(Lsp.WorkDoneProgress value) {
            connection.tell("$/progress", new Lsp.ProgressParams(token, value));
        }
    }
}
