package dev.podd.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a language model is spoken to. */
public enum ProviderKind {
    ANTHROPIC("ANTHROPIC_API_KEY"), OPENAI("OPENAI_API_KEY"), OPENAI_COMPATIBLE(null), GEMINI("GEMINI_API_KEY"), OLLAMA(
            null),
    EDITOR(null), OFFLINE(null);

    private final @Nullable String usualVariable;

    ProviderKind(@Nullable String usualVariable) {
        this.usualVariable = usualVariable;
    }

    /** The environment variable where a key usually stands; a kind without one needs no key. */
    public Optional<String> usualVariable() {
        return Optional.ofNullable(usualVariable);
    }

    /** The variables in which keys usually stand. */
    public static List<String> keyVariables() {
        return Arrays.stream(values()).filter(ProviderKind::isAvailable).map(ProviderKind::usualVariable)
                .flatMap(Optional::stream).toList();
    }

    /** The keys that stand in an environment where keys usually do. */
    public static List<String> keysIn(Map<String, String> environment) {
        return keyVariables().stream().map(environment::get).filter(Objects::nonNull).map(String::strip).toList();
    }

    /** Whether this version speaks to it. */
    public boolean isAvailable() {
        return switch (this) {
            case ANTHROPIC, OPENAI, OPENAI_COMPATIBLE, EDITOR, OFFLINE -> true;
            case GEMINI, OLLAMA -> false;
        };
    }

    /** Whether a key of the person's may be sent to it. */
    public boolean takesKey() {
        return this != EDITOR && this != OFFLINE;
    }

    /** The kind that a manifest spells so. */
    static Optional<ProviderKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** As a manifest spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
