package dev.podd.app;

import dev.podd.manifest.Manifest;
import dev.podd.manifest.ProviderChoice;
import dev.podd.model.KnownModel;
import dev.podd.model.LanguageModel;
import dev.podd.model.editor.EditorModels;
import dev.podd.pod.ModelMaker;
import dev.podd.provider.ProviderSettings;
import dev.podd.provider.Providers;
import dev.podd.provider.editor.EditorModel;
import dev.podd.provider.editor.EditorModelSettings;
import dev.podd.provider.http.ApiKey;
import dev.podd.provider.http.Timeouts;
import dev.podd.provider.offline.OfflineModel;
import dev.podd.usage.Price;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the models that manifests name. */
final class Models implements ModelMaker, AutoCloseable {
    private final Supplier<String> callIds;
    private final Providers providers;
    /** What {@link #warmUp} has seen. */
    private final Set<String> warm = ConcurrentHashMap.newKeySet();

    Models(Supplier<String> callIds, Clock clock) {
        this.callIds = callIds;
        providers = new Providers(callIds, clock);
    }

    @Override
    public LanguageModel make(ProviderChoice choice, EditorModels editors) {
        return switch (choice.kind()) {
            case ANTHROPIC -> remote(ProviderSettings.Kind.ANTHROPIC, choice, "claude-sonnet-4-5");
            case OPENAI -> remote(ProviderSettings.Kind.OPENAI, choice, "gpt-5");
            case OPENAI_COMPATIBLE -> remote(ProviderSettings.Kind.OPENAI_COMPATIBLE, choice, "");
            case OFFLINE -> new OfflineModel();
            case EDITOR -> new EditorModel(editors, inEditor(choice.settings()), callIds);
            case GEMINI, OLLAMA -> throw new CommandFailed(
                    "provider " + choice.kind().word() + " is not spoken yet");
        };
    }

    @Override
    public List<KnownModel> known() {
        return providers.known();
    }

    private static EditorModelSettings inEditor(Manifest.Provider settings) {
        return new EditorModelSettings(settings.model(), settings.contextWindow(), price(settings.price()),
                settings.timeouts().silence());
    }

    private LanguageModel remote(ProviderSettings.Kind kind, ProviderChoice choice, String usualModel) {
        Manifest.Provider settings = choice.settings();
        String model = Objects.requireNonNullElse(settings.model(), usualModel);
        ProviderSettings wanted = new ProviderSettings(kind, model, settings.baseUrl(),
                choice.key().map(key -> new ApiKey(key.reveal(), key.source())).orElse(null), settings.headers(),
                settings.contextWindow(), price(settings.price()), timeouts(settings.timeouts()));
        LanguageModel built = providers.build(wanted);
        warmUp(wanted);
        return built;
    }

    /** Loads in the background what the first request needs, once for each place that is asked. */
    private void warmUp(ProviderSettings settings) {
        if (warm.add(settings.kind() + " " + settings.baseUrl())) {
            Thread.ofPlatform().daemon().name("podd-http").start(() -> providers.warmUp(settings));
        }
    }

    private static @Nullable Price price(Manifest.@Nullable Price price) {
        return price == null ? null
                : new Price(price.input(), price.output(), price.cacheRead(), price.cacheWrite());
    }

    private static Timeouts timeouts(Manifest.Timeouts limits) {
        return new Timeouts(limits.connect(), limits.firstByte(), limits.silence());
    }

    @Override
    public void close() {
        providers.close();
    }
}
