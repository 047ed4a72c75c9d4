package dev.podd.provider.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/** Says when a call has its connection, so that name lookup, TCP and TLS can be given one limit together. */
final class ConnectedSignal extends EventListener {
    /** Finds the signal that the call's request carries. */
    static final EventListener.Factory FACTORY = ConnectedSignal::of;

    private final CountDownLatch connected = new CountDownLatch(1);

    boolean await(Duration limit) throws InterruptedException {
        return connected.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** There is nothing to wait for any more. */
    void release() {
        connected.countDown();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        release();
    }

    private static EventListener of(Call call) {
        @Nullable ConnectedSignal signal = call.request().tag(ConnectedSignal.class);
        return signal == null ? EventListener.NONE : signal;
    }
}
