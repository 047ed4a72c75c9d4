package dev.podd.fetch;

import java.time.Duration;
import java.util.List;

/**
 * What bounds the tool.
 *
 * @param privateHosts hosts, as a URL names them, that may be reached though their addresses are private
 * @param limit        for a whole call, redirects included
 */
public record FetchSettings(List<String> privateHosts, Duration limit) {
    public FetchSettings {
        privateHosts = List.copyOf(privateHosts);
    }
}
