package dev.podd.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a request; null leaves the choice to the provider. {@code reasoning}: low, medium, high, … */
public record RequestSettings(@Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP,
        List<String> stop, @Nullable String reasoning) {
    public static final RequestSettings DEFAULT = new RequestSettings(null, null, null, List.of(), null);

    public RequestSettings {
        stop = stop == null ? List.of() : List.copyOf(stop);
    }

    /** What differs from other settings, by the manifest's names: "temperature is 0.2 (was not set)". */
    public String changesFrom(RequestSettings before) {
        List<String> changes = new ArrayList<>();
        add(changes, "max_tokens", maxTokens, before.maxTokens);
        add(changes, "temperature", temperature, before.temperature);
        add(changes, "top_p", topP, before.topP);
        add(changes, "stop", stop.isEmpty() ? null : stop, before.stop.isEmpty() ? null : before.stop);
        add(changes, "reasoning", reasoning, before.reasoning);
        return String.join(", ", changes);
    }

    private static void add(List<String> changes, String name, @Nullable Object now, @Nullable Object before) {
        if (!Objects.equals(now, before)) {
            changes.add(name + " is " + words(now) + " (was " + words(before) + ")");
        }
    }

    private static String words(@Nullable Object value) {
        return value == null ? "not set" : value.toString();
    }

    /** These settings, and {@code below} where they leave the choice open. */
    public RequestSettings over(RequestSettings below) {
        return new RequestSettings(maxTokens == null ? below.maxTokens : maxTokens,
                temperature == null ? below.temperature : temperature, topP == null ? below.topP : topP,
                stop.isEmpty() ? below.stop : stop, reasoning == null ? below.reasoning : reasoning);
    }
}
