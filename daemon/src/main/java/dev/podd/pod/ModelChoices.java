package dev.podd.pod;

import dev.podd.manifest.CredentialMissing;
import dev.podd.manifest.Credentials;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.Manifest;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestRequest;
import dev.podd.manifest.ProviderKind;
import dev.podd.model.KnownModel;
import dev.podd.model.ModelInfo;
import dev.podd.pod.ModelChoice.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which models and manifests a person may choose from. Asks no server. */
final class ModelChoices {
    private final PodServices services;

    ModelChoices(PodServices services) {
        this.services = services;
    }

    /** Reads manifests and key files. */
    ModelChoice of(OpenRequest request) {
        Map<String, String> environment = request.client().environment();
        ManifestRequest wanted = new ManifestRequest(request.workspaceFolder(), request.trusted(), null, List.of(),
                environment);
        List<Offered> models = new ArrayList<>();
        declared(wanted).ifPresent(models::add);
        for (KnownModel each : services.models().known()) {
            boolean isListed = models.stream().anyMatch(one -> one.model().provider().equals(each.provider())
                    && one.model().id().equals(each.id()));
            if (!isListed) {
                models.add(new Offered(each, hasKey(each.provider(), environment)));
            }
        }
        return new ModelChoice(models, services.manifests().named(wanted));
    }

    /** The model that a Pod would have if nobody chose; empty when the manifest does not hold. */
    private Optional<Offered> declared(ManifestRequest request) {
        try {
            Loaded loaded = services.manifests().load(request);
            Manifest.Provider provider = loaded.manifest().provider();
            try {
                ModelInfo info = services.models()
                        .make(new Credentials(request.environment()::get,
                                new KeychainKeys(services.keys(), request.environment())).choose(provider))
                        .info();
                return Optional.of(new Offered(new KnownModel(info.provider(), info.id(), info.contextWindow(),
                        info.price()), true));
            } catch (CredentialMissing missing) {
                return Optional.ofNullable(provider.model()).map(model -> new Offered(new KnownModel(
                        missing.provider().word(), model, provider.contextWindow(), null), false));
            }
        } catch (ManifestException invalid) {
            return Optional.empty(); // told when a Pod is opened
        }
    }

    private boolean hasKey(String provider, Map<String, String> environment) {
        for (ProviderKind kind : ProviderKind.values()) {
            if (kind.word().equals(provider)) {
                return services.keys().names().contains(provider)
                        || kind.usualVariable().map(name -> !environment.getOrDefault(name, "").isBlank()).orElse(true);
            }
        }
        return false;
    }
}
