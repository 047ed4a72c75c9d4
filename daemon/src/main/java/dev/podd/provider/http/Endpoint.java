package dev.podd.provider.http;

import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a model answers, and how we show who we are.
 *
 * @param provider its name in messages
 * @param baseUrl  what stands before the wire format's own path; http or https
 * @param headers  sent with every request, over those of the wire format
 */
public record Endpoint(String provider, String baseUrl, @Nullable ApiKey key, Map<String, String> headers,
        Timeouts timeouts) {
    public Endpoint {
        if (HttpUrl.parse(baseUrl) == null) {
            throw new IllegalArgumentException("base URL \"" + baseUrl + "\" of " + provider
                    + " is no http or https URL");
        }
        headers = Map.copyOf(headers);
    }

    /** Does what the first request would have to wait for. */
    public void warmUp(Connections connections) {
        connections.warmUp(HttpUrl.get(baseUrl));
    }

    HttpUrl url(String path) {
        HttpUrl base = HttpUrl.get(baseUrl);
        String prefix = base.encodedPath().endsWith("/") ? base.encodedPath() : base.encodedPath() + "/";
        return base.newBuilder().encodedPath(prefix + path).build();
    }

    /** The provider and its host, "openai (api.openai.com)". */
    String label() {
        HttpUrl url = HttpUrl.get(baseUrl);
        String port = url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
        return provider + " (" + url.host() + port + ")";
    }

    /** Keys may stand in headers and in the URL, so that neither is shown. */
    @Override
    public String toString() {
        return "Endpoint[" + label() + ", headers=" + headers.keySet() + ", " + timeouts + "]";
    }
}
