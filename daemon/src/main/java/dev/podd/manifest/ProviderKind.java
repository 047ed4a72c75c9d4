package dev.podd.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a model is spoken to. */
public enum ProviderKind {
    @JsonProperty("anthropic")
    ANTHROPIC("ANTHROPIC_API_KEY", true), @JsonProperty("openai")
    OPENAI("OPENAI_API_KEY", true), @JsonProperty("openai-compatible")
    OPENAI_COMPATIBLE(null, true), @JsonProperty("gemini")
    GEMINI("GEMINI_API_KEY", false), @JsonProperty("ollama")
    OLLAMA(null, false), @JsonProperty("editor")
    EDITOR(null, false), @JsonProperty("offline")
    OFFLINE(null, true);

    private final @Nullable String usualVariable;
    private final boolean isAvailable;

    ProviderKind(@Nullable String usualVariable, boolean isAvailable) {
        this.usualVariable = usualVariable;
        this.isAvailable = isAvailable;
    }

    /** The environment variable in which a key of this provider usually stands; a provider without one needs no key. */
    public Optional<String> usualVariable() {
        return Optional.ofNullable(usualVariable);
    }

    /** Whether this version of Podd speaks to it. */
    public boolean isAvailable() {
        return isAvailable;
    }

    /** As the manifest spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
