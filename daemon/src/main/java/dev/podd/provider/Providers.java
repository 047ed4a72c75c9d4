package dev.podd.provider;

import dev.podd.model.KnownModel;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelInfo;
import dev.podd.provider.anthropic.MessagesFormat;
import dev.podd.provider.compatible.ChatCompletionsFormat;
import dev.podd.provider.http.Connections;
import dev.podd.provider.http.Endpoint;
import dev.podd.provider.http.OkHttpModel;
import dev.podd.provider.openai.ResponsesFormat;
import dev.podd.provider.wire.ListPrices;
import dev.podd.provider.wire.ModelFamilies;
import dev.podd.provider.wire.ModelFamily;
import dev.podd.provider.wire.WireFormat;
import dev.podd.usage.Price;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the models of manifests; all of them share one HTTP client. Safe on every thread. */
public final class Providers implements AutoCloseable {
    private final Supplier<String> callIds;
    private final Clock clock;
    private final Connections connections = new Connections();
    private final ModelFamilies families = ModelFamilies.shipped();
    private final ListPrices prices = ListPrices.shipped();

    /**
     * @param callIds ids for tool calls of a server that gives them none, or the same to several
     * @param clock   for a Retry-After that is a date
     */
    public Providers(Supplier<String> callIds, Clock clock) {
        this.callIds = callIds;
        this.clock = clock;
    }

    /**
     * A model ready to be asked; nothing is connected yet.
     *
     * @throws IllegalArgumentException when there is no base URL, or it is none
     */
    public LanguageModel build(ProviderSettings settings) {
        ModelFamily family = families.of(settings.model());
        Long window = settings.contextWindow() != null ? settings.contextWindow() : family.contextWindow();
        ModelInfo info = new ModelInfo(settings.kind().id(), settings.model(), window, false, price(settings));
        return new OkHttpModel(info, format(settings.kind(), info, family), endpoint(settings), connections, clock);
    }

    /** The models whose prices are known, by provider. */
    public List<KnownModel> known() {
        return Stream.of(ProviderSettings.Kind.ANTHROPIC, ProviderSettings.Kind.OPENAI).map(ProviderSettings.Kind::id)
                .flatMap(kind -> prices.models(kind).stream().map(
                        id -> new KnownModel(kind, id, families.of(id).contextWindow(), prices.of(kind, id))))
                .toList();
    }

    /** A gateway has prices of its own, whatever it calls a model. */
    private @Nullable Price price(ProviderSettings settings) {
        return settings.price() != null || settings.baseUrl() != null ? settings.price()
                : prices.of(settings.kind().id(), settings.model());
    }

    /** Does what the first request of that model would have to wait for; worth a thread of its own after start-up. */
    public void warmUp(ProviderSettings settings) {
        endpoint(settings).warmUp(connections);
    }

    @Override
    public void close() {
        connections.close();
    }

    private WireFormat format(ProviderSettings.Kind kind, ModelInfo info, ModelFamily family) {
        return switch (kind) {
            case ANTHROPIC -> new MessagesFormat(info, family, callIds);
            case OPENAI -> new ResponsesFormat(info, family, callIds);
            case OPENAI_COMPATIBLE -> new ChatCompletionsFormat(info, callIds);
        };
    }

    private static Endpoint endpoint(ProviderSettings settings) {
        String url = settings.baseUrl() != null ? settings.baseUrl() : settings.kind().vendorUrl();
        if (url == null) {
            throw new IllegalArgumentException("provider " + settings.kind().id() + " needs a base_url");
        }
        return new Endpoint(settings.kind().id(), url, settings.key(), settings.headers(), settings.timeouts());
    }
}
