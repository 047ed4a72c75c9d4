package dev.podd.pod;

import dev.podd.manifest.CredentialMissing;
import dev.podd.manifest.Credentials;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.Manifest;
import dev.podd.manifest.ManifestException;
import dev.podd.manifest.ManifestRequest;
import dev.podd.manifest.ProviderChoice;
import dev.podd.manifest.ProviderKind;
import dev.podd.model.KnownModel;
import dev.podd.model.ModelInfo;
import dev.podd.model.editor.EditorModels;
import dev.podd.pod.ModelChoice.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which models and manifests a person may choose from. Asks no server, and the editor for its models. */
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
        List<EditorModels.Listed> listed = listed(request.client().models());
        declared(wanted, request.client().models(), listed).ifPresent(models::add);
        for (EditorModels.Listed each : listed) {
            add(new KnownModel(ProviderKind.EDITOR.word(), each.id(), each.contextWindow(), null), true, models);
        }
        for (KnownModel each : services.models().known()) {
            add(each, hasKey(each.provider(), environment), models);
        }
        return new ModelChoice(models, services.manifests().named(wanted));
    }

    private static void add(KnownModel model, boolean isAvailable, List<Offered> models) {
        boolean isListed = models.stream().anyMatch(one -> one.model().provider().equals(model.provider())
                && one.model().id().equals(model.id()));
        if (!isListed) {
            models.add(new Offered(model, isAvailable));
        }
    }

    private static List<EditorModels.Listed> listed(EditorModels editor) {
        try {
            return editor.list();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The model that a Pod would have if nobody chose; empty when the manifest does not hold. */
    private Optional<Offered> declared(ManifestRequest request, EditorModels editor,
            List<EditorModels.Listed> listed) {
        try {
            Loaded loaded = services.manifests().load(request);
            Manifest.Provider provider = loaded.manifest().provider();
            try {
                ProviderChoice choice = new Credentials(request.environment()::get,
                        new KeychainKeys(services.keys(), request.environment())).choose(provider);
                ModelInfo info = services.models().make(choice, editor).info();
                boolean isAvailable = choice.kind() != ProviderKind.EDITOR
                        || listed.stream().anyMatch(each -> each.id().equals(info.id()));
                return Optional.of(new Offered(new KnownModel(info.provider(), info.id(), info.contextWindow(),
                        info.price()), isAvailable));
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
