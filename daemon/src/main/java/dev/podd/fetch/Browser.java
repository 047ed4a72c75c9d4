package dev.podd.fetch;

import dev.podd.tool.ToolException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages over HTTP with limits of size and time. Follows redirects within a host; another host is another
 * permission, so that is told and not followed. Keeps no connection, no cookie, no cache.
 */
final class Browser {
    private static final int MAX_REDIRECTS = 5;
    private static final String AGENT = "Podd (an agent that reads a page for a person)";

    private final FetchSettings settings;
    private @Nullable OkHttpClient client; // guarded by this

    Browser(FetchSettings settings) {
        this.settings = settings;
    }

    /** An interrupt ends the connection. */
    WebPage get(HttpUrl url, int maxBytes) throws InterruptedException {
        AtomicReference<Call> current = new AtomicReference<>();
        FutureTask<WebPage> reading = new FutureTask<>(() -> read(url, maxBytes, current));
        Thread.ofPlatform().daemon().name("podd-fetch").start(reading);
        try {
            return reading.get(settings.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            cancel(current);
            throw stop;
        } catch (TimeoutException late) {
            cancel(current);
            throw new ToolException(
                    url.host() + " did not send all within " + settings.limit().toSeconds() + " seconds");
        } catch (ExecutionException failure) {
            throw translated(url, Objects.requireNonNull(failure.getCause()));
        }
    }

    private static void cancel(AtomicReference<Call> current) {
        Call call = current.get();
        if (call != null) {
            call.cancel();
        }
    }

    private WebPage read(HttpUrl first, int maxBytes, AtomicReference<Call> current) throws IOException {
        List<HttpUrl> redirects = new ArrayList<>();
        HttpUrl url = first;
        while (true) {
            Call call = clientFor(url).newCall(new Request.Builder().url(url).header("User-Agent", AGENT)
                    .header("Accept", "text/html, text/markdown, text/plain, application/json, */*;q=0.5").build());
            current.set(call);
            try (Response response = call.execute()) {
                HttpUrl next = next(response, url);
                if (next == null || !next.host().equals(first.host())) {
                    return page(url, redirects, next, response, maxBytes);
                }
                redirects.add(url);
                if (redirects.size() > MAX_REDIRECTS) {
                    throw new ToolException(
                            first + " redirects more than " + MAX_REDIRECTS + " times, the last time to "
                                    + next);
                }
                url = next;
            }
        }
    }

    /** Where a redirect leads; null when there is none that could be followed. */
    private static @Nullable HttpUrl next(Response response, HttpUrl from) {
        String location = response.header("Location");
        return !response.isRedirect() || location == null ? null : from.resolve(location);
    }

    private static WebPage page(HttpUrl url, List<HttpUrl> redirects, @Nullable HttpUrl elsewhere, Response response,
            int maxBytes) throws IOException {
        BufferedSource body = response.body().source();
        Buffer kept = new Buffer();
        while (kept.size() <= maxBytes && body.read(kept, maxBytes + 1L - kept.size()) >= 0) {
            // read on
        }
        boolean isCut = kept.size() > maxBytes;
        MediaType type = response.body().contentType();
        return new WebPage(url, redirects, elsewhere, response.code(), type, kept.readByteString(
                Math.min(kept.size(), maxBytes)), isCut);
    }

    private ToolException translated(HttpUrl url, Throwable failure) {
        return switch (failure) {
            case ToolException known -> known;
            case GuardedSockets.PrivateAddressException refused -> new ToolException(
                    url.host() + " is at the private address "
                            + refused.getMessage()
                            + ", which is not reached: the manifest can allow it by [fetch] private_hosts"
                            + " = [\"" + url.host() + "\"]");
            case UnknownHostException unknown -> new ToolException("there is no host " + url.host());
            case InterruptedIOException late -> new ToolException(url.host() + " did not answer within "
                    + settings.limit().toSeconds() + " seconds");
            case null, default -> new ToolException(url.host() + " cannot be read: "
                    + Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName()));
        };
    }

    /** With no proxy: it, and not the socket, would decide which address is reached. */
    private OkHttpClient clientFor(HttpUrl url) {
        boolean mayBePrivate = settings.privateHosts().stream().anyMatch(host -> host.equalsIgnoreCase(url.host()));
        return mayBePrivate ? client() : client().newBuilder().socketFactory(new GuardedSockets()).build();
    }

    /** Built at the first call, since that loads TLS and the trust store. */
    private synchronized OkHttpClient client() {
        OkHttpClient known = client != null ? client
                : new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).followRedirects(false).followSslRedirects(false)
                        .connectTimeout(settings.limit()).readTimeout(settings.limit()).callTimeout(settings.limit())
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS)).build();
        client = known;
        return known;
    }
}
