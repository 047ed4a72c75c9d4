package dev.podd.provider.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request and waits for the head of its answer on a thread of its own: a name lookup ignores interrupts, so the caller
 * must be able to return before it ends.
 */
final class HeadTask extends FutureTask<Response> {
    private final Call call;
    private final CallProgress progress;
    private final Timeouts timeouts;

    HeadTask(Call call, CallProgress progress, Timeouts timeouts) {
        super(call::execute);
        this.call = call;
        this.progress = progress;
        this.timeouts = timeouts;
    }

    /**
     * The head; the caller reads and closes the body.
     *
     * @throws NotConnectedException when there was no connection in time
     * @throws TimeoutException      when there was no head in time
     */
    Response await() throws IOException, NotConnectedException, TimeoutException, InterruptedException {
        Thread.ofVirtual().name("model-head").start(this);
        @Nullable Response head = null;
        try {
            if (!progress.awaitConnected(timeouts.connect())) {
                throw new NotConnectedException();
            }
            progress.awaitSent();
            head = get(timeouts.firstByte().toNanos(), TimeUnit.NANOSECONDS);
            return head;
        } catch (ExecutionException e) {
            throw asThrown(e);
        } finally {
            if (head == null) {
                abandon();
            }
        }
    }

    @Override
    protected void set(Response response) {
        super.set(response);
        if (isCancelled()) {
            response.close();
        }
    }

    @Override
    protected void done() {
        progress.end();
    }

    private void abandon() {
        if (!cancel(false) && state() == State.SUCCESS) {
            resultNow().close();
        }
        call.cancel();
    }

    private static IOException asThrown(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException cause -> cause;
            case RuntimeException bug -> throw bug;
            case null, default -> new IOException(e);
        };
    }

    /** The time for a connection ran out. */
    static final class NotConnectedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
