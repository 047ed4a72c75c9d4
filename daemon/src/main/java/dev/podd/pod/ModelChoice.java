package dev.podd.pod;

import dev.podd.manifest.ManifestLoader;
import dev.podd.model.KnownModel;
import java.util.List;

/**
 * What a person may choose for a folder.
 *
 * @param models    the one that the folder's manifest names first, if it names one
 * @param manifests sorted by name
 */
public record ModelChoice(List<Offered> models, List<ManifestLoader.Named> manifests) {
    public ModelChoice {
        models = List.copyOf(models);
        manifests = List.copyOf(manifests);
    }

    /**
     * A model.
     *
     * @param isAvailable whether its key was found, or it needs none; of the editor's own, whether the editor has it
     */
    public record Offered(KnownModel model, boolean isAvailable) {}
}
