package dev.podd.provider.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The program's one HTTP client, with its pool of connections; built when first asked for. TLS and the trust store, which
 * take longer to load than all the rest, come with the first https URL. Redirects are not followed: they could carry a key
 * elsewhere.
 */
public final class Connections implements AutoCloseable {
    private static final int IDLE_CONNECTIONS = 16;
    private static final int IDLE_MINUTES = 5;

    private final UnaryOperator<OkHttpClient.Builder> setting;
    /** Guarded by this. */
    private @Nullable OkHttpClient client;
    /** The same with TLS; guarded by this. */
    private @Nullable OkHttpClient secure;

    public Connections() {
        this(UnaryOperator.identity());
    }

    /** With settings of the caller's own, over ours. */
    Connections(UnaryOperator<OkHttpClient.Builder> setting) {
        this.setting = setting;
    }

    /** Builds the client, so that the first request need not. */
    void warmUp(HttpUrl url) {
        client(url);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.connectionPool().evictAll();
            client = null;
            secure = null;
        }
    }

    /** Closes the connections that no call uses: OkHttp looks whether one still lives only after 10 s of idleness. */
    void closeIdle() {
        client().connectionPool().evictAll();
    }

    /**
     * A view of the one client with these limits; reading is given the longer one, and kept shorter where it must be.
     *
     * @param url of the requests
     */
    OkHttpClient with(Timeouts timeouts, HttpUrl url) {
        return client(url).newBuilder()
                .connectTimeout(timeouts.connect())
                .writeTimeout(timeouts.firstByte())
                .readTimeout(longer(timeouts.firstByte(), timeouts.silence()))
                .build();
    }

    /** On a platform thread: a lookup that hangs would hold a carrier thread of all virtual threads. */
    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> Dns.SYSTEM.lookup(host));
        Thread.ofPlatform().daemon().name("podd-lookup " + host).start(lookup);
        try {
            return lookup.get();
        } catch (ExecutionException e) {
            throw unknown(host, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, @Nullable Throwable cause) {
        if (cause instanceof UnknownHostException known) {
            return known;
        }
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private synchronized OkHttpClient client(HttpUrl url) {
        if (!url.isHttps()) {
            return client();
        }
        if (secure == null) {
            secure = client().newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)).build();
        }
        return secure;
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = setting.apply(new OkHttpClient.Builder()
                    .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES))
                    .eventListenerFactory(CallProgress.FACTORY)
                    .dns(Connections::lookup)
                    .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                    .callTimeout(Duration.ZERO)
                    .followRedirects(false)
                    .followSslRedirects(false))
                    .build();
        }
        return client;
    }
}
