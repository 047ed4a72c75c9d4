package dev.podd.pod;

import dev.podd.manifest.ProviderChoice;
import dev.podd.model.KnownModel;
import dev.podd.model.LanguageModel;
import java.util.List;

/** Makes the model that a manifest asks for. */
@FunctionalInterface
public interface ModelMaker {
    LanguageModel make(ProviderChoice choice);

    /** Models that are known without asking anybody. */
    default List<KnownModel> known() {
        return List.of();
    }
}
