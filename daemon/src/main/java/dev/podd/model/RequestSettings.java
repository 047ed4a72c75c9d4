package dev.podd.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a request; null leaves the choice to the provider. {@code reasoning}: low, medium, high, … */
public record RequestSettings(@Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP,
        List<String> stop, @Nullable String reasoning) {
    public static final RequestSettings DEFAULT = new RequestSettings(null, null, null, List.of(), null);

    public RequestSettings {
        stop = stop == null ? List.of() : List.copyOf(stop);
    }

    /** These settings, and {@code below} where they leave the choice open. */
    public RequestSettings over(RequestSettings below) {
        return new RequestSettings(maxTokens == null ? below.maxTokens : maxTokens,
                temperature == null ? below.temperature : temperature, topP == null ? below.topP : topP,
                stop.isEmpty() ? below.stop : stop, reasoning == null ? below.reasoning : reasoning);
    }
}
