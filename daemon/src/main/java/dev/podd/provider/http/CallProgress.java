package dev.podd.provider.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * How far a call has come, so that each stretch can be given its own limit: name lookup, TCP and TLS together, then the
 * wait for an answer once the request is sent.
 */
final class CallProgress extends EventListener {
    /** Finds the progress that the call's request carries. */
    static final EventListener.Factory FACTORY = CallProgress::of;

    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private volatile long sentAt = System.nanoTime();
    private volatile boolean isNewConnection;

    /** Whether there was a connection, or an end, in time. */
    boolean awaitConnected(Duration limit) throws InterruptedException {
        return connected.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns when the request is sent, or has failed; each write has its own limit. */
    void awaitSent() throws InterruptedException {
        sent.await();
    }

    Duration sinceSent() {
        return Duration.ofNanos(System.nanoTime() - sentAt);
    }

    /** Whether it went over a connection that had served another call before. */
    boolean isOnPooledConnection() {
        return connected.getCount() == 0 && !isNewConnection;
    }

    /** There is nothing to wait for any more. */
    void end() {
        connected.countDown();
        sent.countDown();
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        isNewConnection = true;
    }

    /**
     * A request is written in pieces of 8 KB: the last of them, held back by the system until the others are acknowledged,
     * would be 40 ms late or a round trip.
     */
    @Override
    public void connectionAcquired(Call call, Connection connection) {
        try {
            connection.socket().setTcpNoDelay(true);
        } catch (SocketException closed) {
            // what is sent next says so
        }
        connected.countDown();
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        sentAt = System.nanoTime();
        sent.countDown();
    }

    @Override
    public void requestFailed(Call call, IOException ioe) {
        sent.countDown();
    }

    private static EventListener of(Call call) {
        CallProgress progress = call.request().tag(CallProgress.class);
        return progress == null ? EventListener.NONE : progress;
    }
}
