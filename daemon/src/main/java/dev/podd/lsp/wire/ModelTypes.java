package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person may choose for a Pod. */
public final class ModelTypes {
    private ModelTypes() {}

    /** Of which folder. */
    public record ModelListParams(@Nullable String workspaceFolder) {}

    /** Models and manifests. */
    public record ModelListResult(List<WireKnownModel> models, List<WireNamedManifest> manifests) {}

    /** A model that a manifest may name. */
    public record WireKnownModel(String provider, String id, @Nullable Long contextWindow,
            @Nullable Double inputPrice, @Nullable Double outputPrice, boolean available) {}

    /** A manifest that pod/open takes by its name. */
    public record WireNamedManifest(String name, String description) {}
}
